internal import Experiments

/// A figure of each step of a training, and its means over equal windows of it: single steps are
/// too noisy to judge by.
///
/// Of a training of more than `capacity` steps it keeps means of stretches of steps.
struct StepSeries {
    static let capacity = 65_536

    private(set) var values: [Double] = []
    /// How many steps were noted.
    private(set) var steps = 0
    private var stretch = 1
    private var sum = 0.0
    private var pending = 0

    mutating func append(_ value: Double) {
        steps += 1
        sum += value
        pending += 1
        guard pending == stretch else { return }
        values.append(sum / Double(stretch))
        (sum, pending) = (0, 0)
        guard values.count == Self.capacity else { return }
        values = stride(from: 0, to: values.count, by: 2).map {
            (values[$0] + values[$0 + 1]) / 2
        }
        stretch *= 2
    }

    /// Means over up to `count` equal windows of the whole training.
    func windows(_ count: Int = 20) -> [Double] {
        ranges(count).map { Statistics.mean(values[$0]) }
    }

    /// How many steps come before the value of an index.
    func step(_ index: Int) -> Int { index * stretch }

    /// Medians over the same windows, which single steps don't move.
    func medians(_ count: Int = 20) -> [Double] {
        ranges(count).map { Statistics.median(Array(values[$0])) }
    }

    /// The step at the middle of each window, from 1.
    func windowSteps(_ count: Int = 20) -> [Double] {
        ranges(count).map { Double(($0.lowerBound + $0.upperBound) * stretch + 1) / 2 }
    }

    private func ranges(_ count: Int) -> [Range<Int>] {
        let count = min(count, values.count)
        return (0..<count).map {
            $0 * values.count / count..<($0 + 1) * values.count / count
        }
    }
}
