/// The names of a search's jobs and streams.
public enum TrialName {
    /// The job that plans the repeats.
    public static let repeats = "repeat"
    /// What the names of all trials begin with.
    public static let prefix = "trial/"

    /// `trial/17`
    public static func trial(_ index: Int) -> String { "\(prefix)\(index)" }

    /// `repeat/17/3`: trial 17 again, with fresh seed 3.
    public static func again(_ trial: Int, seed: Int) -> String { "\(repeats)/\(trial)/\(seed)" }

    /// `repeat/3`: keys the draws of every trial's run with fresh seed 3.
    public static func stream(seed: Int) -> String { "\(repeats)/\(seed)" }

    /// The index in `trial/17`; nil for any other name.
    public static func index(ofTrial name: String) -> Int? {
        guard name.hasPrefix(prefix), let index = Int(name.dropFirst(prefix.count)), index >= 0
        else { return nil }
        return trial(index) == name ? index : nil
    }

    /// The numbers in `repeat/17/3`; nil for any other name.
    public static func again(_ name: String) -> (trial: Int, seed: Int)? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let trial = Int(parts[1]), let seed = Int(parts[2]),
            trial >= 0, seed >= 0,
            again(trial, seed: seed) == name
        else { return nil }
        return (trial, seed)
    }
}
