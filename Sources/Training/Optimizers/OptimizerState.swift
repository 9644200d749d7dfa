public import Tensors

/// What an optimizer remembers of each parameter, in the order of the network's list.
public struct OptimizerState {
    /// How often a parameter was changed, and up to two tensors: SGD's velocity, Adam's moments.
    /// Nil before the first step.
    public struct Entry {
        public var steps = 0
        public var first: Tensor?
        public var second: Tensor?
        /// NAdam's product of all momenta so far.
        public var product = 1.0

        /// Counts a step and makes what is kept, where it is not there yet.
        mutating func begin(_ shapes: [[Int]], type: ScalarType) {
            steps += 1
            if first == nil, let shape = shapes.first { first = .zeros(shape, type: type) }
            if second == nil, shapes.count > 1 { second = .zeros(shapes[1], type: type) }
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
