import Foundation

/// A coordinator, workers of two slots and a client under fire: kills, requests to end and stops
/// at moments and of victims that a seed decides.
final class Storm {
    let address: String
    let coordinator: Service
    let workers: [Service]
    private(set) var strikes = 0
    private var moments: Moments
    /// The longest stop, in milliseconds.
    private let longestStop: Int
    private var stopped: [(process: Int32, until: Date)] = []
    /// How often a job's compute process or worker was killed. The third time could rightly
    /// quarantine it, so that no job is hit that often.
    private var kills: [String: Int] = [:]

    init(workers count: Int, seed: UInt64, longestStop: Int) throws {
        let address = "tcp://127.0.0.1:\(Preflight.freePort())"
        self.address = address
        self.longestStop = longestStop
        moments = Moments(state: seed)
        coordinator = try Service(
            [
                "coordinator", "--listen", address, "--store",
                try Preflight.temporaryFolder() + "/store.sqlite",
            ], endsWith: 0)
        workers = try (0..<count).map {
            try Service(
                ["worker", "--connect", address, "--slots", "2", "--name", "worker-\($0)"],
                endsWith: 75)
        }
    }

    private var services: [Service] { [coordinator] + workers }
    var complaints: [String] { services.flatMap(\.complaints) }
    var starts: Int { services.map(\.starts).reduce(0, +) }

    /// Strikes for some seconds, or until the client has ended.
    func rage(for seconds: Double, every milliseconds: Int, at client: RunningCommand) throws {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end, client.process.isRunning {
            strike(client)
            usleep(UInt32(moments.next(below: 2 * milliseconds * 1000)))
            try settle(Date())
        }
        try settle(.distantFuture)
    }

    /// Lets those go on whose time has come, and starts what has ended.
    private func settle(_ now: Date) throws {
        for entry in stopped where entry.until <= now { kill(entry.process, SIGCONT) }
        stopped.removeAll { $0.until <= now }
        for service in services { try service.mend() }
    }

    private func strike(_ client: RunningCommand) {
        strikes += 1
        switch moments.next(below: 20) {
        case 0: coordinator.send(SIGKILL)
        case 1: coordinator.send(SIGTERM)
        case 2, 3: pause(coordinator.process)
        case 4: pause(client.process.processIdentifier)
        case 5, 6: shoot { worker in [(worker.process, SIGKILL)] }
        case 7, 8: worker.send(SIGTERM)
        case 9, 10: pause(worker.process)
        case 11...13: shoot { self.computing($0).map { ($0, SIGKILL) } }
        case 14: shoot { self.computing($0).map { ($0, SIGTERM) } }
        default: computing(worker).forEach(pause)
        }
    }

    private var worker: Service { workers[moments.next(below: workers.count)] }

    /// One compute process of a worker, if there is one.
    private func computing(_ worker: Service) -> [Int32] {
        let processes = worker.running.descendants
        return processes.isEmpty ? [] : [processes[moments.next(below: processes.count)]]
    }

    private func pause(_ process: Int32) {
        kill(process, SIGSTOP)
        let time = Double(20 + moments.next(below: longestStop)) / 1000
        stopped.append((process, Date().addingTimeInterval(time)))
    }

    /// Kills a worker or a process of it, unless that has been the fate of its jobs twice. It
    /// stands still meanwhile, so that its notes are true.
    private func shoot(_ victims: (Service) -> [(process: Int32, signal: Int32)]) {
        let worker = worker
        worker.send(SIGSTOP)
        defer {
            if !stopped.contains(where: { $0.process == worker.process }) { worker.send(SIGCONT) }
        }
        let jobs = worker.runningJobs
        guard jobs.allSatisfy({ kills[$0, default: 0] < 2 }) else { return }
        for victim in victims(worker) {
            for job in jobs { kills[job, default: 0] += 1 }
            if victim.process == worker.process {
                worker.send(victim.signal)
            } else {
                kill(victim.process, victim.signal)
            }
        }
    }

    /// Asks everybody to end; what is left 5 s later is told.
    func end() -> [String] {
        for service in services.reversed() { service.send(SIGTERM) }
        // Beside the rest of the suite a machine is slow.
        let isOver = eventually(within: Amount.isLong ? 5 : 20) {
            services.allSatisfy { !$0.running.process.isRunning && $0.leftProcesses.isEmpty }
        }
        var left: [String] = []
        if !isOver { left += services.map { "\($0.arguments[0]): \($0.leftProcesses)" } }
        for service in services where !service.running.process.isRunning { service.judge() }
        return left + services.flatMap(\.leftFiles)
    }

    func stop() {
        for service in services { service.send(SIGKILL) }
    }
}
