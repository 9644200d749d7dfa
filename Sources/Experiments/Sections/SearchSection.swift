internal import Jobs
internal import Training

/// Reads the section `search`.
struct SearchSection {
    /// 60 random trials find a point of the best 5 % with a probability of 95 %.
    static let standardTrials = 60

    private let parameters: [ExperimentFile.Parameter]
    /// `accuracy` or `r2`, as the loss has it.
    private let score: String
    /// Reads a file beside the experiment file; nil where trials of their own file are not wanted.
    private let companion: ExperimentFile.Companion?

    init(
        parameters: [ExperimentFile.Parameter], score: String,
        companion: ExperimentFile.Companion?
    ) {
        self.parameters = parameters
        self.score = score
        self.companion = companion
    }

    /// The plan of a file that has no such section: random trials where a parameter can be drawn.
    var standard: SearchPlan? {
        guard !space.isEmpty else { return nil }
        return SearchPlan(
            space: space, trials: .random(Self.standardTrials), defaults: defaults,
            metric: standardMetric, goal: Self.goal(of: standardMetric))
    }

    private var space: [SearchPlan.Parameter] {
        parameters.compactMap { parameter in
            parameter.distribution.map { .init(name: parameter.name, distribution: $0) }
        }
    }

    /// What the file itself gives to what a search draws.
    private var defaults: [String: ParameterValue] {
        var values: [String: ParameterValue] = [:]
        for parameter in parameters where parameter.distribution != nil {
            values[parameter.name] = parameter.defaultValue
        }
        return values
    }

    private var standardMetric: String {
        score == "accuracy" ? "validation-accuracy" : "validation-loss"
    }

    /// Returns the plan; nil after a complaint, or where its trials' file was not wanted.
    func read(_ field: Field) -> SearchPlan? {
        let keys = [
            Key(name: "trials", synonyms: ["n-trials", "n_trials", "samples", "count", "budget"]),
            Key(name: "trials-from", synonyms: ["file", "trials-file", "configurations"]),
            Key(name: "metric", synonyms: ["objective", "monitor", "score"]),
            Key(name: "goal", synonyms: ["mode", "direction"]),
            Key(name: "repeat", synonyms: ["repeats", "repetitions", "seeds"]),
        ]
        guard let members = Members(field, keys: keys) else { return nil }
        let metric = members["metric"].map(self.metric) ?? standardMetric
        let goal = members["goal"].map { self.goal($0, of: metric) } ?? metric.map(Self.goal)
        let repeats = members["repeat"].map(self.repeats)
        guard let trials = trials(members), let metric, let goal, repeats == nil || repeats! != nil
        else { return nil }
        var plan = SearchPlan(
            space: space, trials: trials, metric: metric, goal: goal, repeats: repeats ?? nil)
        if case .random = trials { plan.defaults = defaults }
        return plan
    }

    private func repeats(_ field: Field) -> RepeatCount? {
        guard let text = field.text(RepeatCount.allowed) else { return nil }
        if let count = RepeatCount(text) { return count }
        field.refuse(allowed: RepeatCount.allowed)
        return nil
    }

    private func trials(_ members: Members) -> SearchPlan.Trials? {
        switch (members["trials"], members["trials-from"]) {
        case (let trials?, nil):
            if let elements = trials.elements { return list(elements, trials) }
            guard let count = trials.integer(in: 1...1_000_000) else { return nil }
            return random(count, trials)
        case (nil, let file?):
            guard let path = file.text("a file"), let companion else { return nil }
            return TrialsFile.read(path, field: file, companion: companion, parameters: parameters)
        case (nil, nil):
            return random(Self.standardTrials, members.field)
        case (_?, _?):
            members.field.failAtKey(
                "found both \"trials\" and \"trials-from\"; allowed: one of them")
            return nil
        }
    }

    private func random(_ count: Int, _ field: Field) -> SearchPlan.Trials? {
        if !space.isEmpty { return .random(count) }
        field.failAtKey(
            "there is nothing to draw: no parameter has a \"search\", such as "
                + "{default: 0.1, search: {uniform: [0, 0.5]}}")
        return nil
    }

    private func list(_ elements: [Field], _ field: Field) -> SearchPlan.Trials? {
        guard !elements.isEmpty else {
            field.fail("found an empty list; allowed: a number of trials, or a list of values")
            return nil
        }
        let trials = elements.map(trial)
        return trials.contains(nil) ? nil : .list(trials.compactMap { $0 })
    }

    private func trial(_ field: Field) -> [String: ParameterValue]? {
        guard let members = Members(field, keys: parameters.map { Key(name: $0.name) }) else {
            return nil
        }
        var trial: [String: ParameterValue] = [:]
        var isSound = true
        for parameter in parameters {
            guard let member = members[parameter.name] else { continue }
            if case .value(let value) = member.node.content {
                trial[parameter.name] = value
            } else {
                member.refuse(allowed: "a number, a word, true or false")
                isSound = false
            }
        }
        return isSound ? trial : nil
    }

    private func metric(_ field: Field) -> String? {
        field.word(of: Metric.names(score: score))
    }

    private static func goal(of metric: String) -> SearchPlan.Goal {
        Metric.goal(of: metric) == .minimize ? .minimize : .maximize
    }

    private func goal(_ field: Field, of metric: String?) -> SearchPlan.Goal? {
        let aliases = [
            "min": "minimize", "minimise": "minimize", "max": "maximize",
            "maximise": "maximize",
        ]
        var field = field
        if case .value(.text(let text)) = field.node.content, let name = aliases[text] {
            field.node.content = .value(.text(name))
        }
        let goal = field.word(of: ["minimize", "maximize"]).flatMap(SearchPlan.Goal.init)
        if let goal, let metric, goal != Self.goal(of: metric) {
            field.diagnostics.warn(
                "\(goal.rawValue) \(metric)? the opposite is usual", at: field.node.mark,
                path: field.path)
        }
        return goal
    }
}
