internal import Jobs
internal import OrderedCollections

/// Why no worker can run any of a run's jobs.
enum Obstacle: Hashable {
    case noWorker
    case noProgram(String)
    case otherBuild(String, wanted: String)
    case noNumerics(String)
    case allRest(String)

    /// Finds what keeps the workers from serving `plan`; nil where one of them could.
    init?(_ surroundings: Surroundings, plan: RunPlan, numerics: String?) {
        let roster = surroundings.roster
        let present = roster.workers.values.filter { !$0.isLeaving && $0.slots > 0 }
        let able = present.filter { $0.offers(plan.program, numerics: numerics) }
        if able.contains(where: { !roster.rests($0.offer.host, at: surroundings.clock) }) {
            return nil
        }
        if let host = able.first?.offer.host {
            self = .allRest("\(host): \(roster.hosts[host]?.trouble ?? "")")
            return
        }
        let named = present.filter { worker in
            worker.offer.programs.contains { $0.name == plan.program.name }
        }
        if present.isEmpty {
            self = .noWorker
        } else if named.isEmpty {
            self = .noProgram(plan.program.name)
        } else if named.contains(where: { $0.offer.programs.contains(plan.program) }) {
            self = .noNumerics(numerics ?? "of any name")
        } else {
            self = .otherBuild(plan.program.name, wanted: plan.program.build)
        }
    }

    /// Whether the host's own words were said before.
    var isTold: Bool {
        if case .allRest = self { true } else { false }
    }

    var sentence: String {
        switch self {
        case .noWorker: "no worker is connected"
        case .noProgram(let name): "no worker offers \(name)"
        case .otherBuild(let name, let wanted): "no worker offers \(name) of build \(wanted)"
        case .allRest(let trouble): "no host can run jobs now (\(trouble))"
        case .noNumerics(let name): "no worker offers the numerics \(name)"
        }
    }
}

/// What a run has last said about an obstacle: each is said once, after a grace.
struct Notice: Hashable {
    private var seen: Obstacle?
    private var since = Instant(nanoseconds: 0)
    private var spoken: Obstacle?

    /// Takes in the obstacle of this moment and returns it where it is time to say it.
    mutating func update(_ obstacle: Obstacle?, at now: Instant, grace: Duration) -> Obstacle? {
        if obstacle != seen {
            seen = obstacle
            since = now
            if obstacle == nil { spoken = nil }
        }
        guard let obstacle, obstacle != spoken, now - since >= grace else { return nil }
        spoken = obstacle
        return obstacle
    }

    func deadline(grace: Duration) -> Instant? {
        seen == nil || seen == spoken ? nil : since + grace
    }

    mutating func shift(by duration: Duration) { since = since + duration }
}
