internal import Coordination
internal import Foundation
internal import Jobs
internal import Reports

/// What has been heard of a run, and what to do about it.
struct RunWatch {
    /// How long nothing need be heard of a run that was to stop at once: many thousand records take
    /// longer than that to come, but not in silence.
    private static let patienceWithStop = Duration.seconds(5)

    private let submission: RunSubmission
    private let run: RunID
    private let rules: ReportRules
    private let coordinatorTimeout: Duration
    private(set) var records: [JobRecord] = []
    private(set) var state = RunState.active
    private(set) var numerics: String
    private var asked = 0
    private var stopAsked: ContinuousClock.Instant?
    private var hasFailed = false
    private var nextSilenceTold = Duration.zero

    init(
        _ submission: RunSubmission, run: RunID, rules: ReportRules, coordinatorTimeout: Duration
    ) {
        self.submission = submission
        self.run = run
        self.rules = rules
        self.coordinatorTimeout = coordinatorTimeout
        numerics = submission.numerics ?? ""
    }

    mutating func take(
        _ event: RunEvent, _ interrupts: Int, _ client: Client, _ display: RunDisplay
    ) throws -> WatchDecision {
        if interrupts > asked {
            asked = interrupts
            if interrupts > 1 { stopAsked = stopAsked ?? .now }
            display.note(
                interrupts == 1
                    ? "finishing what runs; Ctrl-C again stops at once" : "stopping at once")
            try client.requestCancel(run, drain: interrupts == 1)
        }
        switch event {
        case .paused, .silent: break
        default: if stopAsked != nil { stopAsked = .now }
        }
        switch event {
        case .described(let description):
            numerics = description.numerics ?? numerics
            display.total = description.jobs
        case .recorded(_, let record):
            records.append(record)
            display.show(record)
            try stopIfDecided(client, display)
        case .advanced(let counts, let notice):
            display.counts = counts
            if !notice.isEmpty { display.note(notice) }
        case .ended(let state, let numerics):
            self.state = state
            self.numerics = numerics
            return .stop
        case .silent(let silence):
            if silence < nextSilenceTold / 2 { nextSilenceTold = .zero }
            if silence >= coordinatorTimeout {
                display.note(
                    "the coordinator has been silent for \(silence.components.seconds) s "
                        + "(--coordinator-timeout); what it has sent so far is reported")
                return .stop
            }
            if silence >= nextSilenceTold {
                nextSilenceTold = silence * 2
                display.note(
                    "the coordinator has been silent for \(silence.components.seconds) s; "
                        + "waiting for it")
            }
        case .paused:
            break
        }
        if let stopAsked, stopAsked.duration(to: .now) > Self.patienceWithStop {
            display.note("the coordinator does not answer; what it has sent so far is reported")
            state = .cancelled
            return .stop
        }
        display.tick()
        return .goOn
    }

    /// Ends a run that has found what it was to stop at.
    private mutating func stopIfDecided(_ client: Client, _ display: RunDisplay) throws {
        guard !hasFailed, rules.isDecided(submission, records) else { return }
        hasFailed = true
        stopAsked = stopAsked ?? .now
        display.note("stopping at the first failure")
        try client.requestCancel(run, drain: false)
    }
}
