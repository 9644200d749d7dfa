public import ArgumentParser
internal import Foundation
internal import ZeroMQ

/// `preflight doctor --connect tcp://HOST:PORT`
public struct DoctorCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Tell what keeps a worker on this host from serving a coordinator.",
        discussion: "Looks at address, port, key, version, clock and limits in turn. Ends with 0 "
            + "where nothing is in the way, else with 3.")

    @Option(help: "The coordinator's address.")
    var connect: String

    @Option(help: "The folder with worker.key and coordinator.pub.")
    var keys: String?

    public init() {}

    public func run() throws {
        var findings: [DoctorFinding] = []
        DoctorVisit(address: connect, keys: keys).run { finding in
            findings.append(finding)
            for line in finding.lines { print(line) }
        }
        let problems = findings.count { $0.grade == .problem }
        print(
            problems == 0
                ? "nothing keeps a worker on this host from serving \(connect)"
                : "\(problems) in the way")
        if problems > 0 { throw ExitCodes.incomplete }
    }
}

/// What was found of one thing that a worker needs.
struct DoctorFinding {
    enum Grade: String {
        case ok, warning, problem
    }

    let grade: Grade
    let subject: String
    let words: String
    /// What to do; empty where nothing is to be done.
    let advice: String

    init(_ grade: Grade, _ subject: String, _ words: String, advice: String = "") {
        self.grade = grade
        self.subject = subject
        self.words = words
        self.advice = advice
    }

    /// Wrapped at 80 columns, what to do below what was found.
    var lines: [String] {
        let head =
            grade.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
            + subject.padding(toLength: 9, withPad: " ", startingAt: 0)
        let gap = String(repeating: " ", count: head.count)
        let found = Self.wrap(StatusText.plain(words), 80 - head.count)
        let lines = found.enumerated().map { ($0 == 0 ? head : gap) + $1 }
        guard !advice.isEmpty else { return lines }
        return lines + Self.wrap("→ " + StatusText.plain(advice), 80 - head.count).map { gap + $0 }
    }

    private static func wrap(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
