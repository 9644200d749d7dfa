internal import Experiments
public import Jobs
internal import Networks

/// What the first layer of a network of pictures looks for, before and after the training, and what
/// its layers make of one picture, to be looked at: filters that have learned show edges, spots and
/// colours, those that have not stay noise. It never fails.
public struct FirstLayer: CourseMonitor {
    public static let name = "first-layer"
    public static let verifies = "what the first layer looks for and what its maps show"
    public var expected: String { "shown; smooth patterns rather than noise, few maps all black" }

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let seen = course.glances.filter { !$0.pictures.isEmpty }
        guard let last = seen.last else {
            return finding(
                .skipped, "the inputs are no pictures, or the first layer's weights are none")
        }
        let changes = course.filterChanges
        let words =
            changes.isEmpty
            ? "the first layer's weights before the training"
            : "the first layer's weights before and after \(course.extent): half of them changed "
                + "by \(Figure.text(100 * Statistics.median(changes))) % of their size or more"
        return finding(
            .passed, words,
            measurements: changes.isEmpty
                ? []
                : [
                    Measurement(
                        name: "median change of a unit's weights",
                        value: 100 * Statistics.median(changes), unit: "%"),
                    Measurement(
                        name: "units changed by less than 1 %",
                        value: Double(changes.count { $0 < 0.01 })),
                ],
            pictures: seen.count > 1 ? seen[0].pictures + last.pictures : last.pictures)
    }
}

extension Course {
    /// By unit, how far its weights went from where they began, relative to their size there.
    fileprivate var filterChanges: [Double] {
        let seen = glances.filter { !$0.filters.isEmpty }
        guard seen.count > 1, let first = seen.first?.filters, let last = seen.last?.filters,
            first.count == last.count
        else { return [] }
        return zip(first, last).compactMap { before, after in
            let size = Statistics.rootMeanSquare(before)
            return size > 0 ? Statistics.rootMeanSquare(zip(after, before).map(-)) / size : nil
        }
    }
}
