internal import Datasets
internal import Jobs
internal import Networks
internal import Randomness
internal import Training

/// Makes a specification of a file's tree for given parameter values, and says all that is wrong.
struct SpecificationReader {
    static let keys = [
        Key(name: "experiment", synonyms: ["name", "title"]),
        Key(name: "data", synonyms: ["dataset"]),
        Key(name: "parameters", synonyms: ["hyperparameters", "params", "variables"]),
        Key(name: "model", synonyms: ["network", "layers", "architecture"]),
        Key(name: "loss", synonyms: ["criterion", "objective"]),
        Key(
            name: "distillation",
            synonyms: ["teacher", "distill", "distilling", "knowledge-distillation"]),
        Key(name: "optimizer", synonyms: ["optimiser"]),
        Key(name: "schedule", synonyms: ["scheduler", "lr-schedule", "learning-rate-schedule"]),
        Key(name: "training", synonyms: ["train", "fit"]),
        Key(name: "checks", synonyms: ["check", "thresholds", "sanity-checks"]),
        Key(name: "accept", synonyms: ["accepted", "baseline", "known", "ignore", "allow"]),
        Key(name: "search", synonyms: ["sweep", "tune", "tuning"]),
        Key(name: "seed", synonyms: ["random-seed"]),
        Key(name: "initialization-seed", synonyms: ["initialisation-seed", "init-seed"]),
    ]

    /// Sections in which `${name}` stands for a parameter's value.
    private static let variable: Set<String> = [
        "model", "loss", "distillation", "optimizer", "schedule", "training",
    ]

    private let members: Members
    private let values: [String: ParameterValue]
    private let checks: [CheckDescription]
    /// The parameters that the file uses.
    let used: Set<String>

    /// Replaces the parameters in `root`.
    /// - Parameters:
    ///   - checks: those that the file may speak of.
    ///   - broken: parameters whose declaration is wrong; uses of them are let pass.
    init?(
        root: LocatedNode, values: [String: ParameterValue], checks: [CheckDescription],
        broken: Set<String> = [], diagnostics: Diagnostics
    ) {
        var substitution = Substitution(values: values, broken: broken, diagnostics: diagnostics)
        var root = root
        if case .mapping(var entries) = root.content {
            for index in entries.indices {
                let key = entries[index].key
                if key == "distillation" {
                    Self.refuseInTeacher(of: entries[index].value, substitution)
                }
                if Self.variable.contains(key) {
                    entries[index].value = substitution.replacing(
                        in: entries[index].value, path: key)
                } else if key != "parameters" && key != "search" {
                    substitution.refuse(
                        in: entries[index].value, path: key,
                        shared: "their name, data, checks and seed")
                }
            }
            root.content = .mapping(entries)
        }
        let field = Field(
            root, path: "", keyMark: LineColumn(line: 1, column: 1), diagnostics: diagnostics)
        guard let members = Members(field, keys: Self.keys) else { return nil }
        self.members = members
        self.checks = checks
        self.values = values
        used = substitution.used
    }

    private static func refuseInTeacher(of node: LocatedNode, _ substitution: Substitution) {
        guard case .mapping(let entries) = node.content else { return }
        for entry in entries where entry.key == "teacher" {
            substitution.refuse(
                in: entry.value, path: "distillation.teacher", shared: "their teacher")
        }
    }

    subscript(_ key: String) -> Field? { members[key] }

    /// Returns the specification; nil after a complaint.
    ///
    /// - Parameters:
    ///   - known: what the section `data` says, where that has been read before.
    ///   - found: the data themselves; else the shape of one input is what the file says.
    func specification(
        of known: DataSpecification? = nil, found: ExperimentData? = nil, inputShape: [Int]? = nil
    ) -> ExperimentSpecification? {
        let inputShape = found?.inputShape ?? inputShape
        let name = members.required("experiment", "the experiment's name").flatMap(Self.name)
        let data =
            known ?? members.required("data", "where the data are").flatMap(DataSection.read)
        let model = members.required("model", "a list of layers").flatMap { ModelSection($0) }
        let loss = members.required("loss", "such as cross-entropy")
            .flatMap(Catalogue.losses.read)
        let teaching = members["distillation"]
        let distillation = teaching.flatMap(DistillationSection.read)
        let optimizer = members.required("optimizer", "such as {sgd: {learning-rate: 0.1}}")
            .flatMap(Catalogue.optimizers.read)
        let constant = ComponentSpecification(kind: "constant")
        let schedule = members["schedule"].map(Catalogue.schedules.read) ?? constant
        let training = members.required("training", "a mapping with epochs and batch-size")
            .flatMap(TrainingSection.read)
        let seed = members["seed"].map { $0.integer(in: 0...Int.max) } ?? 0
        let weightsSeed = members["initialization-seed"].map { $0.integer(in: 0...Int.max) }
        let checks = members["checks"].map { ChecksSection.read($0, self.checks) } ?? [:]
        let input = inputShape ?? data.flatMap(\.inputShape)
        let output = model?.checkShapes(input: input)
        distillation?.checkShapes(input: input, output: output)
        if let data, let loss { check(data, loss) }
        if let loss { distillation?.check(loss) }
        if let data { checkAugmentation(data, input, loss, found) }
        if let data, let model {
            checkIds(data, model, found)
            if let teacher = distillation?.teacher { checkIds(data, teacher, found) }
        }
        if let loss {
            checkMetric(schedule?.settings["metric"], in: "schedule", loss)
            let stopping = training?.earlyStopping?.metric
            checkMetric(stopping.map { .scalar(.text($0)) }, in: "training", loss)
        }
        guard let name, let data, let layers = model?.components, let loss, let optimizer,
            let schedule, let training, let checks, let seed,
            teaching == nil || distillation != nil,
            weightsSeed == nil || weightsSeed! != nil
        else { return nil }
        return ExperimentSpecification(
            name: name, data: data, model: layers, loss: loss,
            distillation: distillation?.specification, optimizer: optimizer,
            schedule: schedule, training: training, checks: checks, parameters: values,
            seed: UInt64(seed), initializationSeed: (weightsSeed ?? nil).map { UInt64($0) })
    }

    /// Complains where inputs that are ids are to be scaled, have no row in an embedding, or are
    /// text that meets none.
    private func checkIds(
        _ data: DataSpecification, _ model: ModelSection, _ found: ExperimentData?
    ) {
        guard let layers = model.components else { return }
        let areIds = !LayerList(layers).embeddings().rows.isEmpty
        if areIds, let found { model.checkIds(found.ids, in: data.sourceOfInputs) }
        if areIds, data.normalization != .none {
            members["data"]?.failAtKey(
                "\"normalize\" does not go together with an embedding, which takes ids as they are")
        }
        if !areIds, data.kind.format.givesIds {
            model.field.failAtKey(
                "the data are ids of text, so the first layer must be an embedding")
        }
    }

    /// Complains where inputs that are no images are to be changed as such.
    private func checkAugmentation(
        _ data: DataSpecification, _ shape: [Int]?, _ loss: ComponentSpecification?,
        _ found: ExperimentData?
    ) {
        guard !data.augmentation.isEmpty, let shape else { return }
        guard shape.count == 3 else {
            members["data"]?.failAtKey(
                "\"augment\" takes images [height, width, channels], but an input is \(shape)")
            return
        }
        guard let targets = found?.training, let loss else { return }
        let (kind, settings) = Catalogue.losses.settings(loss)
        let changes = data.randomChanges(
            ignoredClass: kind.make(settings).ignoredClass, key: RandomKey(key: 0, stream: 0))
        let score = Catalogue.losses.entry(named: loss.kind)?.score
        let objection = changes?.objection(to: targets, areNumbers: score == "r2")
        if let objection {
            members["data"]?.failAtKey(
                "\"augment\" would part images from their targets: \(objection)")
        }
    }

    /// Complains where a section listens to a metric that this loss does not have.
    private func checkMetric(
        _ metric: SettingValue?, in section: String, _ loss: ComponentSpecification
    ) {
        guard let field = members[section], case .scalar(.text(let metric))? = metric,
            let score = Catalogue.losses.entry(named: loss.kind)?.score
        else { return }
        let allowed = Metric.names(score: score)
        if !allowed.contains(metric) {
            field.failAtKey(
                "the metric \(metric) does not belong to \(loss.kind) "
                    + "(allowed: \(allowed.joined(separator: ", ")))")
        }
    }

    private static func name(_ field: Field) -> String? {
        let allowed = "letters, digits, - _ . (at most 64)"
        guard let name = field.text(allowed) else { return nil }
        let isPlain = name.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                || [45, 46, 95].contains($0)
        }
        guard isPlain, name.utf8.count <= 64, !name.hasPrefix(".") else {
            field.refuse(allowed: allowed)
            return nil
        }
        return name
    }

    /// Complains where the loss cannot judge such targets.
    private func check(_ data: DataSpecification, _ loss: ComponentSpecification) {
        guard let field = members["data"] else { return }
        let kind = Catalogue.losses.entry(named: loss.kind)
        if kind?.classes == .required, data.classes == nil, !field.has("classes") {
            field.failAtKey("\"classes\" is missing: \(loss.kind) needs the number of classes")
        }
        if kind?.classes == .two, let classes = data.classes, classes != 2 {
            field.failAtKey(
                "found \(classes) classes; allowed with \(loss.kind): 2, or no classes where each "
                    + "target is a column of 0 and 1")
        }
    }
}
