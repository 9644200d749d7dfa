internal import Coordination
internal import Foundation
internal import Jobs

/// Shows where a coordinator stands each second: drawn anew on a terminal, elsewhere the lines
/// that are new.
struct StatusWatch {
    private let client: Client
    private let json: Bool
    private let isTerminal: Bool
    private var told: Set<String> = []

    init(client: Client, json: Bool) {
        self.client = client
        self.json = json
        isTerminal = !json && isatty(STDOUT_FILENO) == 1
        // A coordinator that is away is said to be, and asked again.
        client.patience = .seconds(3)
    }

    /// Goes on until a signal ends the process, or nobody reads any more.
    mutating func run(from first: ToClient.Overview) throws -> Never {
        if isTerminal { FileHandle.standardOutput.show("\u{1B}[2J") }
        try show(first)
        while true {
            usleep(1_000_000)
            do {
                try show(try client.status())
            } catch let error as CoordinationError where error.kind == .unreachable {
                try write(["\(error)"])
            }
        }
    }

    private mutating func show(_ overview: ToClient.Overview) throws {
        if json {
            try FileHandle.standardOutput.write(
                contentsOf: CanonicalJSON.encode(overview) + Data("\n".utf8))
            return
        }
        let width = isTerminal ? RunDisplay.columns(STDOUT_FILENO) ?? 80 : 200
        try write(StatusText(overview, width: width, tellsTime: isTerminal).lines)
    }

    private mutating func write(_ lines: [String]) throws {
        let text: String
        if isTerminal {
            // Line by line, so that nothing flickers; what was below goes.
            let rows = max(4, RunDisplay.rows(STDOUT_FILENO) ?? 24) - 1
            let shown = lines.count <= rows ? lines : lines.prefix(rows - 1) + ["…"]
            text = "\u{1B}[H" + shown.map { "\($0)\u{1B}[K\n" }.joined() + "\u{1B}[J"
        } else {
            text = lines.filter { !told.contains($0) }.map { "\($0)\n" }.joined()
            told = Set(lines)
        }
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            throw UsageError("cannot write to standard output: \(error.systemReason)")
        }
    }
}
