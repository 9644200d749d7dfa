public import ArgumentParser
internal import Coordination
internal import Execution
internal import Foundation
internal import Jobs
internal import Synchronization
internal import ZeroMQ

/// `preflight worker --connect tcp://HOST:PORT`
public struct WorkerCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Work for a coordinator until it has no more use for this host.",
        discussion: "Ends with 69 where the coordinator refuses it or can't be reached, with 75 "
            + "where a signal ended it: SIGTERM, SIGINT, SIGHUP, SIGUSR1 and SIGUSR2 give its work "
            + "back, the second one ends it at once.")

    @Option(help: "The coordinator's address.")
    var connect: String

    @Option(help: "How many jobs to run at a time (default: one for each core).")
    var slots: Int?

    @OptionGroup var cores: SlotCores

    @Option(help: "The folder with worker.key and coordinator.pub.")
    var keys: String?

    @Option(help: "The name in reports of what ran where (default: the host's).")
    var name: String?

    @Option(help: "Give up after this many seconds without a coordinator.")
    var orphanTimeout: Double = 1800

    @Option(
        help: ArgumentHelp(
            "The folder where results wait for the coordinator (default: one below "
                + "$STATE_DIRECTORY, $XDG_STATE_HOME or ~/.local/state).", valueName: "dir"))
    var spool: String?

    public init() {}

    public func validate() throws {
        if let slots, !(1...1024).contains(slots) {
            throw ValidationError("--slots takes 1 to 1024, not \(slots)")
        }
        try RunSettings.requireSeconds(orphanTimeout, "--orphan-timeout")
    }

    public func run() throws { try run(as: PreflightVersion.identity()) }

    /// Works as the program named.
    func run(as program: Program) throws {
        var end: WorkerEnd?
        try ExitCodes.reporting {
            let stop = try Waker()
            let notice = ServiceNotice()
            takeSignals(stop, notice)
            let endpoint = try Endpoint(connect)
            let identity = try keys.map { try KeyDirectory(path: $0).workerIdentity() }
            guard endpoint.isLocal || identity != nil else {
                throw UsageError(
                    "\(connect) is another host, so keys are needed: --keys DIR with worker.key "
                        + "and coordinator.pub from `preflight keys init`")
            }
            let host = ProcessInfo.processInfo.hostName
            let settings = SupervisorSettings(
                endpoint: connect, security: identity.map { .connecting($0) } ?? .none,
                name: name ?? host, slots: slots ?? cores.slots,
                program: program, command: ComputeCommand.line(cores: cores.count),
                orphanTimeout: .seconds(orphanTimeout), spool: spool ?? SpoolFolder.standard(),
                provesItself: true,
                say: { FileHandle.standardError.say("\(program.name) worker: \($0)") })
            FileHandle.standardError.say(
                "\(program.name) worker: connecting to \(connect), slots: \(settings.slots); gives "
                    + "up after \(Figure.seconds(orphanTimeout)) without an answer")
            let supervisor = try Supervisor(settings, stop: stop, in: Context.ofProcess())
            supervisor.onTurn = { isInSession, busy in
                notice.turn(
                    isReady: isInSession,
                    status: (isInSession ? "" : "no coordinator at \(settings.endpoint); ")
                        + "\(busy) of \(settings.slots) slots busy")
            }
            end = try supervisor.run()
        }
        switch end {
        case .dismissed(let reason), .unreachable(let reason), .preempted(let reason):
            FileHandle.standardError.say("\(program.name) worker: \(reason)")
        case nil: break
        }
        throw ExitCode(end?.code ?? 69)
    }

    /// The first signal gives the work back; the second does not wait for anything.
    private func takeSignals(_ stop: Waker, _ notice: ServiceNotice) {
        let count = Atomic(0)
        SignalThread.take([SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2]) { _ in
            if count.add(1, ordering: .relaxed).oldValue > 0 { _exit(75) }
            notice.stopping("giving back what it holds")
            stop.wake()
        }
    }
}
