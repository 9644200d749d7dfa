package import Jobs

/// What a compute process answers.
package enum ComputeReply: Hashable, Sendable {
    /// It takes jobs now.
    case ready
    case progressed(Progress)
    case finished(JobEnd)
    /// What the reference job gave under each numerics that this processor offers.
    case proved([String: CanaryDigests])

    /// An attempt's outcome, with what the compute process measured.
    package struct JobEnd: Hashable, Sendable, Codable {
        package var attempt: AttemptID
        package var outcome: Outcome
        /// With which it really ran.
        package var numerics: String
        package var seconds: Double
        /// Bytes.
        package var peakMemory: Int

        package init(
            attempt: AttemptID, outcome: Outcome, numerics: String, seconds: Double,
            peakMemory: Int
        ) {
            self.attempt = attempt
            self.outcome = outcome
            self.numerics = numerics
            self.seconds = seconds
            self.peakMemory = peakMemory
        }
    }
}

extension ComputeReply: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case ready, progressed, finished, proved
    }

    package init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("reply of a compute process", from: decoder)
        self =
            switch choice.tag {
            case .ready: try choice.bare(.ready)
            case .progressed: .progressed(try choice.value())
            case .finished: .finished(try choice.value())
            case .proved: .proved(try choice.value())
            }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .ready: try Tag.ready.encode(to: encoder)
        case .progressed(let progress): try Tag.progressed.encode(progress, to: encoder)
        case .finished(let end): try Tag.finished.encode(end, to: encoder)
        case .proved(let digests): try Tag.proved.encode(digests, to: encoder)
        }
    }
}
