public import Tensors

/// One vector from each row, in the order that its values have in memory: of an image height, then
/// width, then channels.
public struct Flatten: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.flattened(from: 1)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        [inputShape.reduce(1, *)]
    }
}
