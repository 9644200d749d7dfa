internal import ArgumentParser
internal import Coordination
internal import Experiments
internal import Foundation
internal import Jobs
internal import Logging
internal import Reports
internal import Tensors

/// What a run is of, on the client's side: an experiment file, or an experiment of a program.
protocol RunInput {
    /// The seed of all random draws unless the command line says so.
    var seed: UInt64 { get }
    /// What is allowed but doubtful.
    var warnings: [String] { get }
    /// The experiment file as it was given; nil where there is none.
    var path: String? { get }

    /// Where each blob of the run lies on this machine; what lies nowhere yet is written to the
    /// output folder.
    func locations(in folder: OutputFolder) throws -> [ContentHash: String]

    /// - Throws: what is wrong with data or network, before anything runs.
    func requireSound(seed: UInt64) throws
}

/// One `check` or `search` from the experiment to the reports, here or at a coordinator.
final class RunSession {
    private let options: RunSettings
    private let rules: ReportRules
    private let interrupts = Interrupts()
    private let started = Date()
    private var workers: LocalWorkers?
    private var service: CoordinatorService?

    init(_ options: RunSettings, _ rules: ReportRules = ReportRules()) {
        self.options = options
        self.rules = rules
    }

    /// - Throws: `ExitCode` with the run's verdict, or what kept it from running.
    func run(
        _ input: some RunInput, _ plan: (_ seed: UInt64) throws -> RunSubmission
    ) throws {
        let seed = options.seed ?? input.seed
        var submission = try plan(seed)
        submission.workerTimeout = options.workerTimeout
        // Local workers are this very executable: hashing it would only take time.
        if options.coordinator != nil, submission.program == PreflightVersion.program {
            submission.program = try PreflightVersion.identity()
        }
        let folder = try OutputFolder(options.output, experiment: submission.experiment)
        var began = false
        defer {
            stop()
            folder.removeIfWithoutReport(began: began)
        }
        let client = try connect(folder, submission.program)
        try input.requireSound(seed: seed)
        let display = RunDisplay(submission, options)
        for warning in input.warnings { display.note("warning: \(warning)") }
        let run = try client.submit(submission, files: input.locations(in: folder))
        began = true
        var watch = RunWatch(
            submission, run: run, rules: rules,
            coordinatorTimeout: .seconds(options.coordinatorTimeout))
        try client.watch(run) { event in
            try watch.take(event, interrupts.count, client, display)
        }
        display.clear()
        let report = Report(
            submission, numerics: watch.numerics, version: PreflightVersion.text,
            rules: rules, records: watch.records)
        let execution = ExecutionReport(
            submission, run: run, numerics: watch.numerics, records: watch.records,
            started: started, ended: Date())
        stop()
        do {
            try folder.write(report, execution, options.formats, of: input.path)
        } catch {
            try? display.end(report, execution, of: input.path, nil)
            throw error
        }
        try display.end(report, execution, of: input.path, folder)
        if interrupts.count > 0 { throw ExitCodes.interrupted }
        let code = ExitCodes.code(of: report, isComplete: watch.state == .completed)
        if code != .success { throw code }
    }

    /// Connects to the coordinator that was named, or to one in this process with local workers.
    private func connect(_ folder: OutputFolder, _ program: Program) throws -> Client {
        if let address = options.coordinator {
            return try Client(
                connectingTo: address,
                identity: try options.keys.map { try KeyDirectory(path: $0).clientIdentity() })
        }
        // At a coordinator a worker of another host may offer them, here no other ever will.
        _ = try options.numerics.map(Numerics.named)
        var logger = Logger(label: "preflight.coordinator")
        logger.logLevel = .warning
        let service = try CoordinatorService.start(
            store: try folder.freshStore(), logger: logger)
        self.service = service
        workers = try LocalWorkers(
            slots: options.workers ?? options.cores.slots, cores: options.cores.count,
            program: program, endpoint: service.inProcessEndpoint)
        return try Client(of: service)
    }

    /// Ends what runs in this process; the second call does nothing.
    private func stop() {
        workers?.stop()
        workers = nil
        service?.stop()
        service = nil
    }
}
