package import Jobs

/// What a compute process answers.
package enum ComputeReply: Hashable, Sendable {
    /// It takes jobs now.
    case ready(kernelKind: String)
    case progressed(Progress)
    case finished(JobEnd)

    /// An attempt's outcome, with what the compute process measured.
    package struct JobEnd: Hashable, Sendable, Codable {
        package var attempt: AttemptID
        package var outcome: Outcome
        package var kernelKind: String
        package var seconds: Double
        /// Bytes.
        package var peakMemory: Int

        package init(
            attempt: AttemptID, outcome: Outcome, kernelKind: String, seconds: Double,
            peakMemory: Int
        ) {
            self.attempt = attempt
            self.outcome = outcome
            self.kernelKind = kernelKind
            self.seconds = seconds
            self.peakMemory = peakMemory
        }
    }
}

extension ComputeReply: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case ready, progressed, finished
    }

    package init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("reply of a compute process", from: decoder)
        self =
            switch choice.tag {
            case .ready: .ready(kernelKind: try choice.value())
            case .progressed: .progressed(try choice.value())
            case .finished: .finished(try choice.value())
            }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .ready(let kernelKind): try Tag.ready.encode(kernelKind, to: encoder)
        case .progressed(let progress): try Tag.progressed.encode(progress, to: encoder)
        case .finished(let end): try Tag.finished.encode(end, to: encoder)
        }
    }
}
