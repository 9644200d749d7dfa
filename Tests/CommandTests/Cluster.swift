import Foundation

/// A coordinator and workers as processes of their own on loopback.
final class Cluster {
    let address: String
    private(set) var coordinator: RunningCommand
    private(set) var workers: [RunningCommand] = []
    private let store: String
    private let slots: Int
    /// The workers' state folder: what one leaves there, the next one finds.
    let state: String

    /// Returns once the coordinator answers and every worker is connected.
    init(workers count: Int, slots: Int = 1) throws {
        address = "tcp://127.0.0.1:\(Preflight.freePort())"
        store = try Preflight.temporaryFolder() + "/store.sqlite"
        self.slots = slots
        state = try Preflight.temporaryFolder()
        coordinator = try Preflight.start(
            ["coordinator", "--listen", address, "--store", store])
        for _ in 0..<count {
            workers.append(
                try Preflight.start(
                    ["worker", "--connect", address, "--slots", "\(slots)"], state: state))
        }
        guard eventually(within: 60, { overview?.workers.count == count }) else {
            throw ClusterError(
                "the workers did not connect: \(coordinator.errors) "
                    + workers.map(\.errors).joined())
        }
    }

    /// Kills the coordinator and starts another at the same address, on the same store.
    func restartCoordinator() throws {
        coordinator.send(SIGKILL)
        coordinator.process.waitUntilExit()
        coordinator = try Preflight.start(
            ["coordinator", "--listen", address, "--store", store])
    }

    /// Kills a worker and starts another.
    func restartWorker(_ index: Int) throws {
        workers[index].send(SIGKILL)
        workers[index].process.waitUntilExit()
        workers[index] = try Preflight.start(
            ["worker", "--connect", address, "--slots", "\(slots)"], state: state)
    }

    /// What `preflight status --json` says.
    struct Overview: Decodable {
        struct Worker: Decodable {
            var name: String
        }

        struct Run: Decodable {
            var counts: Counts
        }

        struct Counts: Decodable {
            var total: Int
            var running: Int
            var done: Int
        }

        var runs: [Run]
        var workers: [Worker]
    }

    /// Nil where the coordinator does not answer.
    var overview: Overview? {
        let answer = try? Preflight.run("status", "--coordinator", address, "--json")
        return answer.flatMap {
            try? JSONDecoder().decode(Overview.self, from: Data($0.output.utf8))
        }
    }

    func stop() {
        for command in workers + [coordinator] where command.process.isRunning {
            command.send(SIGKILL)
        }
    }
}

struct ClusterError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
