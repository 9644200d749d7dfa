internal import Foundation
internal import Jobs

/// What Prometheus reads of a coordinator: its text format, release 0.0.4.
///
/// Of runs that have ended only the latest are told, so that the answer does not grow for ever.
struct Metrics {
    static let endedRunsTold = 20

    private(set) var text = ""

    init(_ overview: ToClient.Overview, process: ProcessFacts) {
        tellRuns(overview)
        tellWorkers(overview)
        add("store_trouble", "1 while results cannot be stored.", overview.trouble.isEmpty ? 0 : 1)
        tell(process)
    }

    private mutating func tellRuns(_ overview: ToClient.Overview) {
        let states = [RunState.active, .completed, .incomplete, .cancelled]
        family("runs", "Runs by state, of the latest that status lists.", "gauge")
        for state in states {
            sample("runs", ["state": state.rawValue], overview.runs.count { $0.state == state })
        }
        let active = overview.runs.filter { $0.state == .active }
        add(
            "results_per_second", "Results that came in a second, over the last ten.",
            active.reduce(0) { $0 + $1.perSecond })
        family("run_jobs", "Jobs of each active run: all known, running, ready, recorded.", "gauge")
        for run in active {
            let counts = [
                ("known", run.counts.total), ("running", run.counts.running),
                ("ready", run.ready), ("recorded", run.counts.done),
            ]
            for (state, count) in counts { sample("run_jobs", labels(run, "state", state), count) }
        }
        family("run_jobs_ended_total", "Recorded jobs of each run, by how they ended.", "counter")
        let ended = overview.runs.filter { $0.state != .active }.suffix(Self.endedRunsTold)
        for run in ended + active {
            let endings = [
                ("done", run.endings.done), ("failed", run.endings.failed),
                ("cancelled", run.endings.cancelled), ("held-back", run.endings.heldBack),
            ]
            for (ending, count) in endings {
                sample("run_jobs_ended_total", labels(run, "ending", ending), count)
            }
        }
    }

    private mutating func tellWorkers(_ overview: ToClient.Overview) {
        family("workers", "Connected workers by standing.", "gauge")
        for standing in [WorkerStanding.ready, .silent, .draining, .leaving] {
            sample(
                "workers", ["standing": standing.rawValue],
                overview.workers.count { $0.standing == standing })
        }
        let workers = overview.workers
        add("slots", "Slots of the connected workers.", workers.reduce(0) { $0 + $1.slots })
        add(
            "slots_busy", "Slots that have a job.",
            workers.reduce(0) { $0 + min($1.busy, $1.slots) })
        family("hosts_in_trouble", "Hosts that get no jobs, or only what no other runs.", "gauge")
        for standing in [HostOverview.Standing.rests, .doubtful, .drained] {
            sample(
                "hosts_in_trouble", ["standing": standing.rawValue],
                overview.hosts.count { $0.standing == standing })
        }
    }

    /// Under the names that every client library of Prometheus gives them.
    private mutating func tell(_ process: ProcessFacts) {
        let facts = [
            ("cpu_seconds_total", "counter", process.processorSeconds),
            ("resident_memory_bytes", "gauge", process.memory),
            ("start_time_seconds", "gauge", process.start),
        ]
        for (name, kind, value) in facts {
            text += "# TYPE process_\(name) \(kind)\nprocess_\(name) \(value)\n"
        }
    }

    private func labels(_ run: RunOverview, _ name: String, _ value: String) -> KeyValuePairs<
        String, String
    > {
        ["run": run.run.text, "experiment": run.experiment, name: value]
    }

    private mutating func add(_ name: String, _ help: String, _ value: some CustomStringConvertible)
    {
        family(name, help, "gauge")
        sample(name, [:], value)
    }

    private mutating func family(_ name: String, _ help: String, _ kind: String) {
        text += "# HELP preflight_\(name) \(help)\n# TYPE preflight_\(name) \(kind)\n"
    }

    private mutating func sample(
        _ name: String, _ labels: KeyValuePairs<String, String>,
        _ value: some CustomStringConvertible
    ) {
        let words = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        text += "preflight_\(name)" + (words.isEmpty ? "" : "{\(words)}") + " \(value)\n"
    }

    private static func escaped(_ label: String) -> String {
        label.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }
}

/// What the kernel tells about this process.
struct ProcessFacts {
    var processorSeconds: Double
    /// Bytes that are resident.
    var memory: Double
    /// Since the epoch.
    var start: Double

    static let began = Date().timeIntervalSince1970

    /// The corresponding C function is `getrusage`; memory is the second number of
    /// `/proc/self/statm`.
    static var current: ProcessFacts {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let parts = [usage.ru_utime, usage.ru_stime]
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Double($0) }
        return ProcessFacts(
            processorSeconds: parts.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 },
            memory: (pages ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE))), start: began)
    }
}
