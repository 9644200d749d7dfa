internal import Jobs

/// How far a run is, in one line: a pure function of its counts and of the seconds elapsed.
public struct ProgressLine: Hashable, Sendable {
    /// `checks` or `trials`.
    public var noun: String
    public var total: Int
    public var done: Int
    public var running: Int
    /// Failed checks, or trials that could not be carried out.
    public var failed: Int
    /// The part of the expected cost that is done, where costs are known; otherwise counts decide.
    public var share: Double?
    /// Whether more jobs than `total` may follow.
    public var mayGrow: Bool

    public init(
        noun: String, total: Int, done: Int, running: Int = 0, failed: Int = 0,
        share: Double? = nil, mayGrow: Bool = false
    ) {
        self.noun = noun
        self.total = total
        self.done = done
        self.running = running
        self.failed = failed
        self.share = share
        self.mayGrow = mayGrow
    }

    /// Returns a bar with counts and time left, exactly `width` columns wide, for a terminal that
    /// draws it over and over in one place.
    public func bar(elapsed: Double, width: Int = 80) -> String {
        let words = self.words(elapsed: elapsed)
        let room = min(40, width - TextWidth.of(words) - 1)
        guard room >= 8 else { return TextWidth.padded(TextWidth.cut(words, to: width), to: width) }
        let eighths = Int((completed * Double(room * 8)).rounded(.down))
        let full = String(repeating: "█", count: eighths / 8)
        let part = eighths % 8 == 0 ? "" : String(Array("▏▎▍▌▋▊▉")[eighths % 8 - 1])
        let rest = String(repeating: "░", count: room - full.count - part.count)
        return TextWidth.padded("\(full)\(part)\(rest) \(words)", to: width)
    }

    /// Returns the same without a bar, for a file or a pipe.
    public func plain(elapsed: Double) -> String { words(elapsed: elapsed) }

    private var completed: Double {
        let counted = total > 0 ? Double(done) / Double(total) : 0
        let part = share ?? counted
        return part.isFinite ? min(max(part, 0), 1) : 0
    }

    private func words(elapsed: Double) -> String {
        var parts = ["\(done)/\(total)\(mayGrow ? "+" : "") \(noun)"]
        if failed > 0 { parts.append("\(failed) failed") }
        if running > 0 { parts.append("\(running) running") }
        if mayGrow { return parts.joined(separator: " · ") }
        if done >= total, total > 0 {
            parts.append(Figure.seconds(elapsed))
        } else if completed > 0, elapsed > 0 {
            parts.append("\(Figure.seconds(elapsed * (1 - completed) / completed)) left")
        }
        return parts.joined(separator: " · ")
    }
}
