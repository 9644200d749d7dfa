public import Networks
public import Tensors

/// Rows of inputs with their targets: a data set, a part of one, or one batch.
public struct Examples {
    /// [rows, …]
    public let inputs: Tensor
    public let targets: Targets

    public init(inputs: Tensor, targets: Targets) {
        if inputs.shape.first != targets.count {
            fatalError("\(targets.count) targets don't fit inputs of shape \(inputs.shape)")
        }
        self.inputs = inputs
        self.targets = targets
    }

    public var count: Int { targets.count }

    /// The shape of one row's input.
    public var inputShape: [Int] { Array(inputs.shape.dropFirst()) }

    /// Returns copies of the rows named, in that order; a row may be named more than once.
    public func rows(_ rows: [Int]) -> Examples {
        Examples(inputs: inputs.gatheringRows(rows), targets: targets.gathered(rows))
    }
}

extension Targets {
    /// Returns copies of the rows named, in that order.
    func gathered(_ rows: [Int]) -> Targets {
        switch self {
        case .classes(let classes): .classes(rows.map { classes[$0] })
        case .values(let tensor): .values(tensor.gatheringRows(rows))
        case .probabilities(let tensor): .probabilities(tensor.gatheringRows(rows))
        }
    }
}
