internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling

/// What is wrong with what peers say: counted, and written to the log at most once a second for
/// each connection.
struct Complaints {
    private struct Standing {
        var logged: Instant
        var suppressed = 0
    }

    /// Connections that are told apart; all others share one line a second.
    static let limit = 4096
    static let interval = Duration.seconds(1)

    var count = 0
    /// Connections that are told apart at present.
    var size: Int { standings.count }
    private var standings: [Data: Standing] = [:]

    /// Takes note of one; returns how many were kept from the log before it, nil where it is kept
    /// from the log too.
    mutating func note(_ route: Data, at now: Instant) -> Int? {
        count += 1
        let isKnown = standings[route] != nil
        let key = isKnown || standings.count < Self.limit ? route : Data()
        guard let standing = standings[key], now < standing.logged + Self.interval else {
            defer { standings[key] = Standing(logged: now) }
            return standings[key]?.suppressed ?? 0
        }
        standings[key]!.suppressed += 1
        return nil
    }

    /// Forgets those who have given no cause for a minute.
    mutating func tidy(at now: Instant) {
        standings = standings.filter { now < $0.value.logged + .seconds(60) }
    }
}

extension String {
    /// At most `limit` characters of it, such as can stand in one line of a log: what would control
    /// a terminal is written as its number.
    func inOneLine(limit: Int = 300) -> String {
        unicodeScalars.prefix(limit).map { scalar in
            scalar.isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
        }.joined()
    }

    /// Whether it holds nothing that would control a terminal or turn its text around.
    var isPlain: Bool { unicodeScalars.allSatisfy(\.isPlain) }
}

extension Unicode.Scalar {
    fileprivate var isPlain: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: false
        default: true
        }
    }
}
