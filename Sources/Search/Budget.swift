internal import ElementaryFunctions

/// What a number of random trials can be expected to find, whatever the space looks like.
///
/// n independent draws miss the best share p of a space with probability (1 − p)^n (Bergstra and
/// Bengio, "Random search for hyper-parameter optimization", JMLR 2012).
public enum Budget {
    /// Returns the probability that at least one of `trials` draws is among the best `share`.
    public static func chance(trials: Int, share: Double) -> Double {
        1 - Double.pow(1 - share, Double(trials))
    }

    /// Returns the least number of trials that hits the best `share` with probability `chance`;
    /// both lie between 0 and 1.
    public static func trials(chance: Double, share: Double) -> Int {
        Int((Double.log(1 - chance) / Double.log(1 - share)).rounded(.up))
    }

    /// Says what a search of `trials` random trials is worth, and what more would be.
    public static func sentence(trials: Int) -> String {
        let found = [0.05, 0.01].map { percent(chance(trials: trials, share: $0)) }
        let noun = trials == 1 ? "1 trial gives" : "\(trials) trials give"
        let worth =
            "\(noun) a chance of \(found[0]) to hit the best 5 % of the space, "
            + "of \(found[1]) to hit the best 1 %"
        for share in [0.05, 0.01] {
            let needed = self.trials(chance: 0.95, share: share)
            if trials < needed {
                return worth + "; \(needed) would give 95 % for the best \(percent(share))."
            }
        }
        return worth + "."
    }

    /// Rounds down, so that 94.6 % is not called 95 %, and nothing is ever called certain.
    private static func percent(_ share: Double) -> String {
        let whole = Int((share * 100 + 1e-9).rounded(.down))
        return whole < 100 ? "\(whole) %" : "more than 99 %"
    }
}
