internal import Components
public import Tensors

/// Branches beside each other: what each makes of the input, joined along the last axis (features
/// or channels). A branch without layers is the input itself, as in the skips of a U-Net.
///
/// Source: O. Ronneberger, P. Fischer, T. Brox, "U-Net", arXiv 1505.04597.
public struct Concatenate: Layer {
    /// What is joined, in this order; an empty one is the input itself.
    public let branches: [Sequential]

    /// - Parameter branches: two or more.
    public init(_ branches: [Sequential]) {
        if branches.count < 2 {
            fatalError("concatenate joins 2 branches or more, not \(branches.count)")
        }
        self.branches = branches
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        concatenated(
            branches.enumerated().map { $1(input, mode: mode.substream($0)) }, axis: -1)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        var shapes: [[Int]] = []
        for branch in branches { shapes.append(try branch.outputShape(for: inputShape)) }
        guard let first = shapes.first, !first.isEmpty,
            shapes.allSatisfy({ $0.dropLast() == first.dropLast() })
        else {
            let words = shapes.map { "\($0)" }.joined(separator: " and ")
            throw ShapeError("joins \(words): all but their last numbers must agree")
        }
        return first.dropLast() + [shapes.reduce(0) { $0 + ($1.last ?? 0) }]
    }

    public func activations(_ input: Tensor, mode: Mode, path: String) -> [Activation] {
        var result: [Activation] = []
        var outputs: [Tensor] = []
        for (index, branch) in branches.enumerated() {
            let inner = branch.activations(
                input, mode: mode.substream(index), path: path + ".branches.\(index)")
            result += inner
            outputs.append(inner.last?.output ?? input)
        }
        let joined = concatenated(outputs, axis: -1)
        return result + [Activation(path: path, layer: self, input: input, output: joined)]
    }

    /// Between the least and the largest of any branch; nil where one of them keeps no range.
    public var outputRange: OutputRange? {
        let ranges = branches.map { $0.layers.last { !$0.keepsRange }?.outputRange?.numbers }
        guard let first = ranges[0], ranges.allSatisfy({ $0 != nil }) else { return nil }
        let all = ranges.compactMap { $0 }.reduce(first) {
            min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound)
        }
        return OutputRange(all, "between \(all.lowerBound) and \(all.upperBound)")
    }

    public func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer {
        Concatenate(branches.map { $0.replacing(replacement) })
    }

    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        var sum = 0
        for branch in branches { sum += try branch.multiplyAdds(for: inputShape) }
        return sum
    }
}

extension LayerKind {
    package static let concatenate = LayerKind(
        component: ComponentKind(
            name: "concatenate",
            summary:
                "Joins branches along the features or channels; an empty one is the input itself.",
            synonyms: ["concat", "cat", "branches", "join", "inception"],
            settings: [
                .required("branches", "the branches beside each other", .branches), .frozen,
            ],
            shorthand: "branches"),
        parts: { settings in
            settings.branches.enumerated().map { ("branches.\($0)", $1) }
        },
        join: { Concatenate($0) })
}

extension Settings {
    fileprivate var branches: [LayerList] {
        guard case .list(let branches) = self["branches"] else { return [] }
        return branches.map { LayerList($0) }
    }
}
