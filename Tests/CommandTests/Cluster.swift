import Foundation

/// A coordinator and workers as processes of their own on loopback.
final class Cluster {
    let address: String
    private(set) var coordinator: RunningCommand
    private(set) var workers: [RunningCommand] = []
    private let store: String
    private let slots: Int

    /// Returns once the coordinator answers and every worker is connected.
    init(workers count: Int, slots: Int = 1) throws {
        address = "tcp://127.0.0.1:\(Preflight.freePort())"
        store = try Preflight.temporaryFolder() + "/store.sqlite"
        self.slots = slots
        coordinator = try Preflight.start(
            ["coordinator", "--listen", address, "--store", store])
        for _ in 0..<count {
            workers.append(
                try Preflight.start(["worker", "--connect", address, "--slots", "\(slots)"]))
        }
        let address = address
        guard
            eventually(
                within: 15,
                {
                    let answer = try? Preflight.run("status", "--coordinator", address, "--json")
                    guard let answer,
                        let object = try? JSONSerialization.jsonObject(
                            with: Data(answer.output.utf8)) as? [String: Any],
                        let workers = object["workers"] as? [Any]
                    else { return false }
                    return workers.count == count
                })
        else {
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
        workers[index] = try Preflight.start(
            ["worker", "--connect", address, "--slots", "\(slots)"])
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
