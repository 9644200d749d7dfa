public import Jobs

/// A run as the scheduler sees it: all its jobs in order, a search's trials already drawn.
public struct RunPlan: Hashable, Sendable {
    public var program: Program
    public var file: ContentHash
    public var data: [BlobReference]
    public var seed: UInt64
    public var numerics: String?
    /// How long the run may wait without any worker that could run its jobs; nil: for ever.
    public var workerTimeout: Duration?
    public var jobs: [PlannedJob]
    /// Trials run in order of their index; checks longest-expected first within their tier.
    public var kind: RunSubmission.Kind
    /// Whose it is: all accounts get their turns, however many runs each has.
    public var account = ""

    public init(
        program: Program, file: ContentHash, data: [BlobReference], seed: UInt64,
        numerics: String?, workerTimeout: Duration? = nil, jobs: [PlannedJob],
        kind: RunSubmission.Kind
    ) {
        self.program = program
        self.file = file
        self.data = data
        self.seed = seed
        self.numerics = numerics
        self.workerTimeout = workerTimeout
        self.jobs = jobs
        self.kind = kind
    }

    var withoutJobs: RunPlan {
        var plan = self
        plan.jobs = []
        return plan
    }

    /// What makes the plan impossible to carry out, as a sentence; nil where nothing does. A
    /// coordinator refuses such a run; the scheduler ends it at once.
    public var flaw: String? {
        var names: Set<String> = []
        for job in jobs {
            if let flaw = Self.flaw(ofName: job.name) { return flaw }
            guard names.insert(job.name).inserted else {
                return "two jobs of the run have the name \(job.name)"
            }
        }
        for job in jobs {
            guard let read = Self.names(readBy: job) else { return Self.flawOfReads(job) }
            if let name = read.first(where: { !names.contains($0) }) {
                return "\(job.name) reads \(name), which is no job of the run"
            }
        }
        return WaitingOrder(jobs).circle.map {
            "the job \(jobs[$0].name) waits, through others, for itself"
        }
    }

    /// The indices of the jobs, ordered so that each stands behind those that it waits for.
    var waitingOrder: [Int] { WaitingOrder(jobs).order }

    /// Names are keys in stores and words in reports, and go through C's strings on the way.
    static func flaw(ofName name: String) -> String? {
        guard !name.isEmpty, name.utf8.count <= 200 else {
            return "a job's name has 1 to 200 bytes, not \(name.utf8.count)"
        }
        guard name.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            let shown = name.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
            return "a job's name has printable ASCII characters alone, unlike \"\(shown)\""
        }
        return nil
    }

    /// The names of all that a job reads; nil where a range makes no sense, or they are too many.
    static func names(readBy job: PlannedJob) -> [String]? {
        var names: [String] = []
        for read in job.reads {
            guard let more = read.names, names.count + more.count <= JobRead.limit else {
                return nil
            }
            names += more
        }
        return names
    }

    static func flawOfReads(_ job: PlannedJob) -> String {
        "\(job.name) reads a range that is none, or more than \(JobRead.limit) jobs"
    }
}
