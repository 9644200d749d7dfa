internal import Coordination
internal import Execution
internal import Foundation
internal import Jobs
internal import ZeroMQ

/// A supervisor on a thread of this process, with its compute processes.
final class LocalWorkers: Sendable {
    private let stopSignal: Waker
    private let ended = Latch()

    /// Starts the compute processes at once, and connects them to the coordinator at `endpoint`.
    init(slots: Int, cores: Int, program: Program, endpoint: String) throws {
        let stop = try Waker()
        stopSignal = stop
        let settings = SupervisorSettings(
            endpoint: endpoint, name: "local", slots: slots, program: program,
            command: ComputeCommand.line(cores: cores))
        let ended = ended
        let thread = Thread {
            defer { ended.open() }
            do {
                _ = try Supervisor(settings, stop: stop, in: Context.ofProcess()).run()
            } catch {
                FileHandle.standardError.say("preflight: local workers: \(error)")
            }
        }
        thread.name = "supervisor"
        thread.start()
    }

    /// Ends the compute processes and waits until they are gone.
    func stop() {
        stopSignal.wake()
        ended.wait()
    }
}
