public import Jobs

/// What a program does with its jobs; runs in a compute process.
public protocol JobRunner {
    /// Carries out one attempt.
    ///
    /// - Parameters:
    ///   - blobs: where the experiment file and its data lie on this host.
    ///   - progress: a sign of progress after each step or other unit of work; a job that gives none
    ///     for a minute is taken for stuck.
    /// - Throws: what makes the job impossible on every host, told to the user as it is.
    mutating func run(
        _ assignment: Assignment, blobs: [ContentHash: String], progress: () -> Void
    ) throws -> Outcome
}
