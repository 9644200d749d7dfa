public import Tensors

/// What an optimizer remembers of each parameter, in the order of the network's list.
public struct OptimizerState {
    /// How often a parameter was changed, and up to two tensors of its shape: SGD's velocity,
    /// Adam's moments. Nil before the first step.
    public struct Entry {
        public var steps = 0
        public var first: Tensor?
        public var second: Tensor?
        /// NAdam's product of all momenta so far.
        public var product = 1.0

        /// Has the function change the first tensor, at first 0, in place.
        mutating func withFirst(like value: Tensor, _ body: (inout Tensor) -> Void) {
            if first == nil { first = .zeros(value.shape, type: value.type) }
            body(&first!)
        }

        /// Has the function change the two tensors, at first 0, in place.
        mutating func withBoth(
            like value: Tensor, _ body: (inout Tensor, inout Tensor) -> Void
        ) {
            if first == nil { first = .zeros(value.shape, type: value.type) }
            if second == nil { second = .zeros(value.shape, type: value.type) }
            body(&first!, &second!)
        }
    }

    /// Empty before the first step.
    public var entries: [Entry] = []

    public init() {}

    /// Makes an entry for each of `count` parameters if there are none yet.
    public mutating func prepare(_ count: Int) {
        if entries.isEmpty { entries = Array(repeating: Entry(), count: count) }
        if entries.count != count {
            fatalError("an optimizer of \(entries.count) parameters can't go on with \(count)")
        }
    }
}
