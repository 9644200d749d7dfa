public import Foundation
public import Jobs

/// The document of `execution.json`: how a run was carried out, which is everything about it that
/// may differ from one time to the next.
public struct ExecutionReport: Hashable, Sendable, Codable {
    public static let currentSchema = "preflight.execution/1"

    /// One job's way to its end.
    public struct Job: Hashable, Sendable, Codable {
        public var name: String
        /// Attempts that ended, the one that counted included.
        public var attempts: Int
        /// Nil where no attempt counted: held back, cancelled, given up.
        public var host: String?
        public var worker: String?
        public var slot: Int?
        public var seconds: Double?
        /// Bytes.
        public var peakMemory: Int?
        /// The kernels that OpenBLAS chose there; nil where the worker did not say.
        public var openblasKernel: String?
        /// The vector instructions that our loops used there.
        public var vectorLevel: String?
        /// The attempts that failed, the last one of a job given up included.
        public var failures: [Failure]
    }

    /// What one host took part with.
    public struct Host: Hashable, Sendable, Codable {
        public var name: String
        public var workers: Int
        public var jobs: Int
        public var seconds: Double
        /// What ran there, by name: unlike hosts that serve one run differ in these.
        public var openblasKernels: [String]
        public var vectorLevels: [String]
    }

    public struct Totals: Hashable, Sendable, Codable {
        public var jobs: Int
        public var attempts: Int
        public var failures: Int
        /// Summed over the attempts that counted.
        public var computeSeconds: Double
        /// The largest of all, in bytes.
        public var peakMemory: Int
    }

    public var schema: String
    public var run: RunID
    public var experiment: String
    public var numerics: String
    /// ISO 8601, in UTC.
    public var started: String
    public var ended: String
    public var wallSeconds: Double
    public var totals: Totals
    /// By name.
    public var hosts: [Host]
    /// By name of the job; trials by index.
    public var jobs: [Job]

    /// Builds the account of run `run` from the records of its jobs, in whatever order they came.
    public init(
        _ submission: RunSubmission, run: RunID, numerics: String, records: [JobRecord],
        started: Date, ended: Date
    ) {
        schema = Self.currentSchema
        self.run = run
        experiment = submission.experiment
        self.numerics = numerics
        self.started = Self.text(started)
        self.ended = Self.text(ended)
        wallSeconds = ended.timeIntervalSince(started)
        jobs = records.map(Job.init).sorted { NaturalOrder.precedes($0.name, $1.name) }
        totals = Totals(jobs)
        hosts = Host.all(in: jobs)
    }

    /// Encodes the account for `execution.json`.
    public func encoded() throws -> Data { try CanonicalJSON.encodePretty(self) }

    private static func text(_ date: Date) -> String {
        Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(date)
    }
}

extension ExecutionReport.Job {
    init(_ record: JobRecord) {
        name = record.job.name
        let counted = record.attempt == nil ? 0 : 1
        if case .failure = record.outcome {
            attempts = max(record.failures.count, counted)
        } else {
            attempts = record.failures.count + counted
        }
        host = record.execution?.host
        worker = record.execution?.worker
        slot = record.execution?.slot
        seconds = record.execution?.seconds
        peakMemory = record.execution?.peakMemory
        openblasKernel = record.execution?.openblasKernel
        vectorLevel = record.execution?.vectorLevel
        failures = record.failures
    }
}

extension ExecutionReport.Totals {
    init(_ jobs: [ExecutionReport.Job]) {
        self.init(
            jobs: jobs.count, attempts: jobs.reduce(0) { $0 + $1.attempts },
            failures: jobs.reduce(0) { $0 + $1.failures.count },
            computeSeconds: jobs.reduce(0) { $0 + ($1.seconds ?? 0) },
            peakMemory: jobs.compactMap(\.peakMemory).max() ?? 0)
    }
}

extension ExecutionReport.Host {
    static func all(in jobs: [ExecutionReport.Job]) -> [Self] {
        Set(jobs.compactMap(\.host)).sorted().map { name in
            let own = jobs.filter { $0.host == name }
            return Self(
                name: name, workers: Set(own.compactMap(\.worker)).count, jobs: own.count,
                seconds: own.reduce(0) { $0 + ($1.seconds ?? 0) },
                openblasKernels: Set(own.compactMap(\.openblasKernel)).sorted(),
                vectorLevels: Set(own.compactMap(\.vectorLevel)).sorted())
        }
    }
}
