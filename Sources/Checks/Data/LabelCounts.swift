internal import Datasets

/// How often each class occurs, and what is no class.
struct LabelCounts {
    private(set) var counts: [Int]
    /// Whole numbers that no class has, and the first of them.
    private(set) var outside: (count: Int, first: Int32?) = (0, nil)
    /// Labels that the loss leaves out.
    private(set) var ignored = 0

    init(_ labels: [Int32], classes: Int, ignoring ignoredClass: Int32?) {
        counts = Array(repeating: 0, count: classes)
        for label in labels {
            if label == ignoredClass {
                ignored += 1
            } else if label >= 0, label < classes {
                counts[Int(label)] += 1
            } else if label != Targets.noLabel {
                outside = (outside.count + 1, outside.first ?? label)
            }
        }
    }

    var total: Int { counts.reduce(0, +) }
    var distinct: Int { counts.count { $0 > 0 } }

    func outside(_ other: LabelCounts, _ classes: Int) -> String? {
        guard let first = outside.first ?? other.outside.first else { return nil }
        return "\(outside.count + other.outside.count) labels are no class from 0 to "
            + "\(classes - 1), such as \(first)"
    }
}
