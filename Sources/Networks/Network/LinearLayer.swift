/// A fully connected layer, in whatever form it keeps its weights.
public protocol LinearLayer: Layer {
    var inputs: Int { get }
    var outputs: Int { get }
}

extension LinearLayer {
    /// What stands for this layer after a replacement: one that is not ``Linear`` stays.
    func replaced(_ replacement: (Linear) -> any LinearLayer) -> any LinearLayer {
        (self as? Linear).map(replacement) ?? self
    }

    public var signalRole: SignalRole { .product }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard (1...2).contains(inputShape.count), inputShape.last == inputs else {
            throw ShapeError("linear takes rows of shape [\(inputs)], not \(inputShape)")
        }
        return inputShape.dropLast() + [outputs]
    }

    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        try outputShape(for: inputShape).reduce(inputs, *)
    }
}
