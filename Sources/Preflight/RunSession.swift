internal import ArgumentParser
internal import Coordination
internal import Experiments
internal import Foundation
internal import Jobs
internal import Logging
internal import Reports
internal import Tensors

/// One `check` or `search` from the file to the reports, here or at a coordinator.
final class RunSession {
    private let options: RunOptions
    private let interrupts = Interrupts()
    private let started = Date()
    private var workers: LocalWorkers?
    private var service: CoordinatorService?

    init(_ options: RunOptions) {
        self.options = options
    }

    /// - Throws: `ExitCode` with the run's verdict, or what kept it from running.
    func run(_ plan: (ExperimentInput, UInt64) throws -> RunSubmission) throws {
        let input = try ExperimentInput(path: options.file)
        let seed = options.seed ?? input.file.defaults.seed
        let submission = try plan(input, seed)
        let folder = try OutputFolder(options.output, experiment: submission.experiment)
        var began = false
        defer {
            stop()
            folder.removeIfWithoutReport(began: began)
        }
        let client = try connect(folder)
        try input.validate(seed: seed)
        let display = RunDisplay(submission, options)
        for warning in input.file.warnings { display.note("warning: \(warning)") }
        let run = try client.submit(submission, files: input.locations)
        began = true
        var watch = RunWatch(
            submission, run: run, workerTimeout: .seconds(options.workerTimeout))
        try client.watch(run) { event in
            try watch.take(event, interrupts.count, client, display)
        }
        display.clear()
        let report = Report(
            submission, kernelKind: watch.kernelKind, version: PreflightVersion.text,
            records: watch.records)
        let execution = ExecutionReport(
            submission, run: run, kernelKind: watch.kernelKind, records: watch.records,
            started: started, ended: Date())
        stop()
        do {
            try folder.write(report, execution)
        } catch {
            try? display.end(report, nil)
            throw error
        }
        try display.end(report, folder)
        if interrupts.count > 0 { throw ExitCodes.interrupted }
        let code = ExitCodes.code(of: report, isComplete: watch.state == .completed)
        if code != .success { throw code }
    }

    /// Connects to the coordinator that was named, or to one in this process with local workers.
    private func connect(_ folder: OutputFolder) throws -> Client {
        if let address = options.coordinator {
            return try Client(
                connectingTo: address,
                identity: try options.keys.map { try KeyDirectory(path: $0).clientIdentity() })
        }
        try requireKernelKind()
        var logger = Logger(label: "preflight.coordinator")
        logger.logLevel = .warning
        let service = try CoordinatorService.start(
            store: try folder.freshStore(), logger: logger)
        self.service = service
        workers = try LocalWorkers(
            slots: options.workers ?? options.cores.slots, cores: options.cores.count,
            endpoint: service.inProcessEndpoint)
        return try Client(of: service)
    }

    /// At a coordinator a worker of another host may offer the kind, here no other ever will.
    private func requireKernelKind() throws {
        guard let kind = options.kernelKind, !KernelKind.offered.contains(kind) else { return }
        throw UsageError(
            "this processor has no kernel kind \(kind), but "
                + KernelKind.offered.joined(separator: ", "))
    }

    /// Ends what runs in this process; the second call does nothing.
    private func stop() {
        workers?.stop()
        workers = nil
        service?.stop()
        service = nil
    }
}
