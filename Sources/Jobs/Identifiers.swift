/// Names one run: eight hexadecimal digits, drawn at random by the coordinator.
public struct RunID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) { self.text = text }

    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public var description: String { text }
    public static func < (left: RunID, right: RunID) -> Bool { left.text < right.text }
}

/// Names one session, from its greeting to its end: 128 random bits in hexadecimal. A worker that
/// reconnects is a new session.
public struct SessionID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) { self.text = text }

    /// Draws the name of a new session.
    public static func random() -> SessionID {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return SessionID(ContentHash.hexadecimal(bytes))
    }

    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public var description: String { text }
    public static func < (left: SessionID, right: SessionID) -> Bool { left.text < right.text }
}

/// Names one job of one run.
public struct JobID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public var run: RunID
    public var name: String

    public init(run: RunID, name: String) {
        self.run = run
        self.name = name
    }

    public var description: String { "\(run)/\(name)" }
    public static func < (left: JobID, right: JobID) -> Bool {
        (left.run, left.name) < (right.run, right.name)
    }
}

/// Names one try at a job; numbers grow from 1 and are never used twice.
public struct AttemptID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public var job: JobID
    public var number: Int

    public init(job: JobID, number: Int) {
        self.job = job
        self.number = number
    }

    public var description: String { "\(job)#\(number)" }
    public static func < (left: AttemptID, right: AttemptID) -> Bool {
        (left.job, left.number) < (right.job, right.number)
    }
}
