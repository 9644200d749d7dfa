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
    public static func random() -> SessionID { SessionID(Seal.drawName()) }

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
    /// What a coordinator put on it when it gave the attempt to a worker, by which the worker shows
    /// that it was given it: on the wire always there, inside the coordinator never.
    public var token: String?

    public init(job: JobID, number: Int, token: String? = nil) {
        self.job = job
        self.number = number
        self.token = token
    }

    /// The attempt's own name, without a token.
    public var bare: AttemptID { AttemptID(job: job, number: number) }

    public var description: String { "\(job)#\(number)" }
    public static func < (left: AttemptID, right: AttemptID) -> Bool {
        (left.job, left.number) < (right.job, right.number)
    }
}
