public import Jobs

/// A run as the scheduler sees it: all its jobs in order, a search's trials already drawn.
public struct RunPlan: Hashable, Sendable {
    public var program: Program
    public var file: ContentHash
    public var data: [BlobReference]
    public var seed: UInt64
    public var kernelKind: String?
    public var jobs: [PlannedJob]
    /// Trials run in order of their index; checks longest-expected first within their tier.
    public var kind: RunSubmission.Kind

    public init(
        program: Program, file: ContentHash, data: [BlobReference], seed: UInt64,
        kernelKind: String?, jobs: [PlannedJob], kind: RunSubmission.Kind
    ) {
        self.program = program
        self.file = file
        self.data = data
        self.seed = seed
        self.kernelKind = kernelKind
        self.jobs = jobs
        self.kind = kind
    }

    /// What makes the plan impossible to carry out, as a sentence; nil where nothing does. A
    /// coordinator refuses such a run; the scheduler ends it at once.
    public var flaw: String? {
        var places: [String: Int] = [:]
        for (place, job) in jobs.enumerated() {
            guard places.updateValue(place, forKey: job.name) == nil else {
                return "two jobs of the run have the name \(job.name)"
            }
        }
        guard let name = jobInCircle(places) else { return nil }
        return "the job \(name) waits, through others, for itself"
    }

    /// Takes away, again and again, the jobs that wait for none that is left.
    private func jobInCircle(_ places: [String: Int]) -> String? {
        let waits = jobs.map { job in Set(job.heldBackBy).compactMap { places[$0] } }
        var open = waits.map(\.count)
        var followers = [[Int]](repeating: [], count: jobs.count)
        for (place, awaited) in waits.enumerated() {
            for other in awaited { followers[other].append(place) }
        }
        var free = jobs.indices.filter { open[$0] == 0 }
        var taken = 0
        while let place = free.popLast() {
            taken += 1
            for follower in followers[place] {
                open[follower] -= 1
                if open[follower] == 0 { free.append(follower) }
            }
        }
        guard taken < jobs.count else { return nil }
        return jobs.indices.first { open[$0] > 0 }.map { jobs[$0].name }
    }
}
