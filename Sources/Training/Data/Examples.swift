public import Networks
public import Tensors

/// Rows of inputs with their targets: a data set, a part of one, or one batch.
public struct Examples {
    /// [rows, …]
    public let inputs: Tensor
    /// One target for each row, or one class for each of a row's positions.
    public let targets: Targets

    /// Puts inputs [rows, …] and targets together; traps where their rows differ in number, unless
    /// the classes are a multiple of the rows.
    public init(inputs: Tensor, targets: Targets) {
        let rows = inputs.shape.first ?? 0
        let fits =
            rows == targets.count
            || targets.isOfClasses && rows > 0
                && targets.count.isMultiple(of: rows)
        if !fits {
            fatalError("\(targets.count) targets don't fit inputs of shape \(inputs.shape)")
        }
        self.inputs = inputs
        self.targets = targets
    }

    /// How many rows there are.
    public var count: Int { inputs.shape.first ?? 0 }

    /// How many classes each row has: more than 1 where each of its positions has one.
    public var positions: Int { targets.isOfClasses ? targets.count / max(count, 1) : 1 }

    /// The shape of one row's input.
    public var inputShape: [Int] { Array(inputs.shape.dropFirst()) }

    /// Returns copies of the rows named, in that order; a row may be named more than once.
    public func rows(_ rows: [Int]) -> Examples {
        Examples(
            inputs: inputs.gatheringRows(rows),
            targets: targets.gathered(rows, positions: positions))
    }
}

extension Targets {
    fileprivate var isOfClasses: Bool {
        if case .classes = self { true } else { false }
    }

    /// Returns copies of the rows named, in that order, each of so many positions.
    fileprivate func gathered(_ rows: [Int], positions: Int) -> Targets {
        switch self {
        case .classes(let classes) where positions == 1: .classes(rows.map { classes[$0] })
        case .classes(let classes):
            .classes(rows.flatMap { classes[$0 * positions..<($0 + 1) * positions] })
        case .values(let tensor): .values(tensor.gatheringRows(rows))
        case .probabilities(let tensor): .probabilities(tensor.gatheringRows(rows))
        }
    }
}
