public import Jobs

/// What a program does with its jobs; runs in a compute process.
public protocol JobRunner {
    /// Carries out one attempt.
    ///
    /// - Parameters:
    ///   - assignment: the job with its experiment, seed and the outcomes that it reads.
    ///   - outcomes: what the job reads, in the order of its `reads`.
    ///   - blobs: where the experiment file and its data lie on this host.
    ///   - progress: a sign of progress after each step or other unit of work; a job that gives
    ///     none for a minute is taken for stuck.
    /// - Throws: what makes the job impossible on every host, told to the user as it is.
    mutating func run(
        _ assignment: Assignment, outcomes: [ReadOutcome], blobs: [ContentHash: String],
        progress: () -> Void
    ) throws -> Outcome
}
