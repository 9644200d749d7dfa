public import Networks
public import Tensors

/// Inputs that are made when they are asked for: a data set too large to be a tensor.
public protocol RowSource {
    /// How many rows there are.
    var count: Int { get }
    /// The shape of one row.
    var inputShape: [Int] { get }
    /// Returns rows in the order named, [rows, …].
    func inputs(_ rows: [Int]) -> Tensor
}

/// Rows of inputs with their targets: a data set, a part of one, or one batch.
public struct Examples {
    private enum Storage {
        case tensor(Tensor)
        case source(any RowSource)
    }

    private let storage: Storage
    /// One target for each row, or one class for each of a row's positions.
    public let targets: Targets

    /// Puts inputs [rows, …] and targets together; traps where their rows differ in number, unless
    /// the classes are a multiple of the rows.
    public init(inputs: Tensor, targets: Targets) {
        self.init(.tensor(inputs), targets: targets)
    }

    /// Puts targets beside inputs that are made batch by batch, under the same condition.
    public init(source: any RowSource, targets: Targets) {
        self.init(.source(source), targets: targets)
    }

    private init(_ storage: Storage, targets: Targets) {
        self.storage = storage
        self.targets = targets
        let fits =
            count == targets.count
            || targets.isOfClasses && count > 0
                && targets.count.isMultiple(of: count)
        if !fits {
            fatalError("\(targets.count) targets don't fit \(count) inputs of shape \(inputShape)")
        }
    }

    /// [rows, …]; of a source, all of its rows at once.
    public var inputs: Tensor {
        switch storage {
        case .tensor(let inputs): inputs
        case .source(let source): source.inputs(Array(0..<source.count))
        }
    }

    /// How many rows there are.
    public var count: Int {
        switch storage {
        case .tensor(let inputs): inputs.shape.first ?? 0
        case .source(let source): source.count
        }
    }

    /// Returns the same inputs with other targets, as many.
    public func with(_ targets: Targets) -> Examples { Examples(storage, targets: targets) }

    /// How many classes each row has: more than 1 where each of its positions has one.
    public var positions: Int { targets.isOfClasses ? targets.count / max(count, 1) : 1 }

    /// The shape of one row's input.
    public var inputShape: [Int] {
        switch storage {
        case .tensor(let inputs): Array(inputs.shape.dropFirst())
        case .source(let source): source.inputShape
        }
    }

    /// Returns copies of the rows named, in that order; a row may be named more than once.
    public func rows(_ rows: [Int]) -> Examples {
        let targets = targets.gathered(rows, positions: positions)
        switch storage {
        case .tensor(let inputs):
            return Examples(inputs: inputs.gatheringRows(rows), targets: targets)
        case .source(let source):
            return Examples(inputs: source.inputs(rows), targets: targets)
        }
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
