/// The area under the ROC curve: how likely a positive answer's score is above a negative one's,
/// equal scores counted half.
///
/// The influence of each answer, by which the area scatters, are the placements of E. R. DeLong,
/// D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44, 1988.
struct RankedScores {
    /// Nil where all answers are positive, or none.
    let area: Double?
    /// By answer, what it adds to the area's error; sums to 0. Empty without an area.
    private(set) var influence: [Double] = []
    let positives: Int
    let negatives: Int

    /// - Parameters:
    ///   - scores: none is NaN.
    ///   - count: how many answers there are; `isPositive` tells which are positive.
    init(count: Int, score: (Int) -> Float, isPositive: (Int) -> Bool) {
        var keys = (0..<count).map { index in
            Self.key(score(index), index, isPositive: isPositive(index))
        }
        positives = keys.count { $0 & 1 == 1 }
        negatives = count - positives
        guard positives > 0, negatives > 0 else {
            area = nil
            return
        }
        Self.sort(&keys)
        influence = [Double](repeating: 0, count: count)
        let (positives, negatives) = (Double(self.positives), Double(self.negatives))
        var (start, above, below, twiceArea) = (0, self.positives, 0, 0.0)
        while start < keys.count {
            var end = start
            var yes = 0
            while end < keys.count, keys[end] >> 32 == keys[start] >> 32 {
                yes += Int(keys[end] & 1)
                end += 1
            }
            let no = end - start - yes
            above -= yes
            twiceArea += Double(yes) * Double(2 * below + no)
            for key in keys[start..<end] {
                influence[Int((key & 0xffff_ffff) >> 1)] =
                    key & 1 == 1
                    ? Double(2 * below + no) / 2 / negatives
                    : Double(2 * above + yes) / 2 / positives
            }
            below += no
            start = end
        }
        let area = twiceArea / 2 / positives / negatives
        for key in keys {
            let index = Int((key & 0xffff_ffff) >> 1)
            influence[index] =
                (influence[index] - area) / (key & 1 == 1 ? positives : negatives)
        }
        self.area = area
    }

    /// The score in the upper half, so that integers sort as the scores do, then the answer's
    /// number and whether it is positive.
    private static func key(_ score: Float, _ index: Int, isPositive: Bool) -> UInt64 {
        // −0 equals 0.
        let bits = (score + 0).bitPattern
        let ordered = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
        return UInt64(ordered) << 32 | UInt64(index) << 1 | (isPositive ? 1 : 0)
    }

    /// By the upper halves, 11 bits at a time from the lowest.
    private static func sort(_ keys: inout [UInt64]) {
        if keys.count < 256 { return keys.sort() }
        var other = keys
        for shift in [UInt64(32), 43, 54] {
            var ends = [Int](repeating: 0, count: 2049)
            for key in keys { ends[Int(key >> shift & 2047) + 1] += 1 }
            for index in 1..<2049 { ends[index] += ends[index - 1] }
            for key in keys {
                let digit = Int(key >> shift & 2047)
                other[ends[digit]] = key
                ends[digit] += 1
            }
            swap(&keys, &other)
        }
    }
}
