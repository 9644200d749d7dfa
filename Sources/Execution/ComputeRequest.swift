package import Jobs

/// What a supervisor asks of its compute process.
package struct ComputeRequest: Codable, Sendable {
    package var assignment: Assignment
    /// Where the blobs lie, by hash.
    package var blobs: [String: String]

    package init(assignment: Assignment, blobs: [String: String]) {
        self.assignment = assignment
        self.blobs = blobs
    }
}
