package import Jobs

/// An attempt for a compute process.
package struct ComputeRequest: Codable, Sendable {
    package var assignment: Assignment
    /// Where the blobs lie, by hash.
    package var blobs: [String: String]

    package init(assignment: Assignment, blobs: [String: String]) {
        self.assignment = assignment
        self.blobs = blobs
    }
}

/// What a supervisor asks of its compute process.
enum ComputeOrder: Sendable {
    case run(ComputeRequest)
    /// Do the reference job.
    case prove
}

extension ComputeOrder: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case run, prove
    }

    init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("order to a compute process", from: decoder)
        self =
            switch choice.tag {
            case .run: .run(try choice.value())
            case .prove: try choice.bare(.prove)
            }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .run(let request): try Tag.run.encode(request, to: encoder)
        case .prove: try Tag.prove.encode(to: encoder)
        }
    }
}
