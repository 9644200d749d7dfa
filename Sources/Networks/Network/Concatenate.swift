public import Tensors

/// Branches beside each other: what each makes of the input, joined along the last axis (features
/// or channels). A branch without layers is the input itself, as in the skips of a U-Net.
///
/// Source: O. Ronneberger, P. Fischer, T. Brox, "U-Net", arXiv 1505.04597.
public struct Concatenate: Layer {
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
        let places = Set(shapes.map { Array($0.dropLast()) })
        guard places.count == 1, let first = shapes.first, !first.isEmpty else {
            throw ShapeError("concatenate joins \(shapes), which differ before their last axis")
        }
        return first.dropLast() + [shapes.reduce(0) { $0 + ($1.last ?? 0) }]
    }

    public func activations(_ input: Tensor, mode: Mode, path: String) -> [Activation] {
        var result: [Activation] = []
        var outputs: [Tensor] = []
        for (place, branch) in branches.enumerated() {
            let inner = branch.activations(
                input, mode: mode.substream(place), path: path + ".branches.\(place)")
            result += inner
            outputs.append(inner.last?.output ?? input)
        }
        let joined = concatenated(outputs, axis: -1)
        return result + [Activation(path: path, layer: self, input: input, output: joined)]
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
