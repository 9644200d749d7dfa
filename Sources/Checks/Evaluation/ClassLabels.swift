package import Datasets

/// What a data set's classes, or labels, are called.
package struct ClassLabels: Sendable {
    private let names: [String]
    /// What stands before a number: `class` or `label`.
    private let noun: String

    package init(_ data: Dataset, areLabels: Bool = false) {
        names = areLabels ? [] : data.classNames
        noun = areLabels ? "label" : "class"
    }

    /// Such as `7`, or `cat`.
    package subscript(_ index: Int) -> String {
        names.indices.contains(index) ? names[index] : "\(index)"
    }

    /// Such as `class 7`, or `classes 1, 2 and 4 more`.
    package func list(_ indices: [Int]) -> String {
        let shown = indices.prefix(4).map { self[$0] }.joined(separator: ", ")
        let rest = indices.count > 4 ? " and \(indices.count - 4) more" : ""
        let plural = noun == "class" ? "classes" : "labels"
        return "\(indices.count == 1 ? noun : plural) \(shown)\(rest)"
    }
}
