internal import Foundation
internal import Jobs

/// A coordinator's state in lines for people.
struct StatusText {
    private let overview: ToClient.Overview
    private let width: Int
    /// Whether what changes from second to second, though nothing happens, is told.
    private let tellsTime: Bool

    init(_ overview: ToClient.Overview, width: Int = 80, tellsTime: Bool = true) {
        self.overview = overview
        self.width = max(40, width)
        self.tellsTime = tellsTime
    }

    /// Each fits the width.
    var lines: [String] {
        var lines = ["runs: \(overview.runs.count), workers: \(overview.workers.count)"]
        if !overview.trouble.isEmpty { lines.append("trouble: \(overview.trouble)") }
        for run in overview.runs { lines += self.lines(of: run) }
        for worker in overview.workers { lines += self.lines(of: worker) }
        for host in overview.hosts { lines.append(line(of: host)) }
        return lines.map { Self.plain($0) }.map { line in
            line.count <= width ? line : line.prefix(width - 1) + "…"
        }
    }

    private func lines(of run: RunOverview) -> [String] {
        let ends = run.endings
        var parts = ["\(ends.done) of \(run.counts.total) done"]
        for (count, word) in [
            (ends.failed, "failed"), (ends.cancelled, "cancelled"), (ends.heldBack, "held back"),
            (run.counts.running, "running"), (run.ready, "ready"),
            (blocked(run), "wait for others"),
        ] where count > 0 { parts.append("\(count) \(word)") }
        var lines = [
            "  \(run.run)  \(run.kind.rawValue)  \(run.experiment)  \(run.state.rawValue)",
            "    " + parts.joined(separator: ", "),
        ]
        if tellsTime, run.state == .active, run.perMinute > 0 {
            let second = String(format: "%.1f", run.perSecond)
            lines.append("    results: \(second) a second, \(run.perMinute) in the last minute")
        }
        if !run.obstacle.isEmpty { lines.append("    waits: \(run.obstacle)") }
        if !run.notice.isEmpty { lines.append("    notice: \(run.notice)") }
        return lines
    }

    /// Jobs that wait for others' outcomes, or for theirs to be stored.
    private func blocked(_ run: RunOverview) -> Int {
        guard run.state == .active else { return 0 }
        return max(0, run.counts.total - run.counts.done - run.counts.running - run.ready)
    }

    private func lines(of worker: WorkerOverview) -> [String] {
        let words =
            switch worker.standing {
            case .ready: ""
            case .draining: ", draining: it gets no more jobs"
            case .leaving: ", about to end"
            case .silent:
                tellsTime ? ", silent for \(Figure.seconds(worker.silence))" : ", silent"
            }
        let busy = min(worker.busy, worker.slots)
        let ahead = worker.busy > busy ? ", \(worker.busy - busy) wait there" : ""
        var lines = [
            "  worker \(worker.name) on \(worker.host): \(busy) of \(worker.slots) slots busy"
                + ahead + words
        ]
        for (index, attempt) in worker.running.enumerated() {
            var line = "    \(attempt.job.name) of \(attempt.job.run), attempt \(attempt.number)"
            if tellsTime, index < worker.ages.count, index < worker.steps.count {
                line += " for \(Figure.seconds(worker.ages[index])), \(worker.steps[index]) steps"
            }
            lines.append(line)
        }
        return lines
    }

    private func line(of host: HostOverview) -> String {
        switch host.standing {
        case .rests:
            let time = tellsTime ? " for \(Figure.seconds(host.seconds))" : ""
            return "  host \(host.host) rests\(time): \(host.words)"
        case .doubtful: return "  host \(host.host) is doubtful: \(host.words)"
        case .drained: return "  host \(host.host) is drained: \(host.words)"
        }
    }

    /// Words of a peer, without what would steer a terminal.
    static func plain(_ words: String) -> String {
        String(
            String.UnicodeScalarView(
                words.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: "?"
                    default: scalar
                    }
                }))
    }
}
