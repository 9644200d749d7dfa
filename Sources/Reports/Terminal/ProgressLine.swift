internal import Jobs

/// How far a run is, in one line: a pure function of its counts, of what runs and of the seconds.
public struct ProgressLine: Hashable, Sendable {
    /// `jobs` or `trials`.
    public var noun: String
    public var total: Int
    public var done: Int
    public var running: Int
    /// The names of some of the jobs that run.
    public var names: [String]
    /// Jobs that could not be carried out.
    public var failed: Int
    /// About how long the rest takes; nil where that is not known.
    public var secondsLeft: Double?
    /// Whether more jobs than `total` may follow.
    public var mayGrow: Bool

    public init(
        noun: String, total: Int, done: Int, running: Int = 0, names: [String] = [],
        failed: Int = 0, secondsLeft: Double? = nil, mayGrow: Bool = false
    ) {
        self.noun = noun
        self.total = total
        self.done = done
        self.running = running
        self.names = names
        self.failed = failed
        self.secondsLeft = secondsLeft
        self.mayGrow = mayGrow
    }

    /// The narrowest bar that still says something.
    private static let narrowestBar = 8

    /// Returns a bar with counts, what runs and the time left, exactly `width` columns wide, for a
    /// terminal that draws it over and over in one place.
    public func bar(elapsed: Double, width: Int = 80) -> String {
        let bare = TextWidth.of(words(elapsed: elapsed, what: ""))
        let what = what(width: width - bare - 3 - Self.narrowestBar - 1)
        let words = self.words(elapsed: elapsed, what: what)
        let room = min(40, width - TextWidth.of(words) - 1)
        guard room >= Self.narrowestBar else {
            return TextWidth.padded(TextWidth.cut(words, to: width), to: width)
        }
        let eighths = Int((completed(elapsed) * Double(room * 8)).rounded(.down))
        let full = String(repeating: "█", count: eighths / 8)
        let part = eighths % 8 == 0 ? "" : String(Array("▏▎▍▌▋▊▉")[eighths % 8 - 1])
        let rest = String(repeating: "░", count: room - full.count - part.count)
        return TextWidth.padded("\(full)\(part)\(rest) \(words)", to: width)
    }

    /// Returns the same without a bar, for a file or a pipe.
    public func plain(elapsed: Double) -> String {
        words(elapsed: elapsed, what: what(width: 60))
    }

    /// By time where that is known, else by counts.
    private func completed(_ elapsed: Double) -> Double {
        let counted = total > 0 ? Double(done) / Double(total) : 0
        let timed = secondsLeft.map { elapsed / (elapsed + $0) } ?? counted
        let part = done >= total && !mayGrow ? counted : timed
        return part.isFinite ? min(max(part, 0), 1) : 0
    }

    /// What runs, in at most `width` columns: names, and how many more there are.
    private func what(width: Int) -> String {
        let count = "\(running) running"
        guard running > 0 else { return "" }
        let names = self.names.map(PrintableText.line)
        for shown in (1...3).reversed() where shown <= names.count {
            let rest = running - shown
            let text =
                names.prefix(shown).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
            if TextWidth.of(text) <= width { return text }
        }
        return count
    }

    private func words(elapsed: Double, what: String) -> String {
        var parts = ["\(done)/\(total)\(mayGrow ? "+" : "") \(noun)"]
        if failed > 0 { parts.append("\(failed) failed") }
        if !what.isEmpty { parts.append(what) }
        if done >= total, total > 0, !mayGrow {
            parts.append(Figure.seconds(elapsed))
        } else if let secondsLeft, done < total {
            parts.append("about \(Self.rounded(secondsLeft)) left")
        }
        return parts.joined(separator: " · ")
    }

    /// As exact as a guess: whole seconds, from a minute on fives, from ten minutes on minutes.
    private static func rounded(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "?" }
        let step = seconds < 60 ? 1.0 : seconds < 600 ? 5 : 60
        let whole = Int(max(1, (seconds / step).rounded() * step))
        return whole < 60 ? "\(whole) s" : Figure.seconds(Double(whole))
    }
}
