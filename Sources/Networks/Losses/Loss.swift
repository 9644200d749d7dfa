public import Tensors

/// One number for how far a batch's outputs are from its targets.
public protocol Loss {
    /// Whether the losses of the rows, or of their positions, are averaged or summed.
    var reduction: Reduction { get }

    /// What the predictions that this loss trains are counted by.
    var score: Score { get }

    /// Rows and positions of this class count nothing, neither in the loss nor in the score.
    var ignoredClass: Int32? { get }

    /// What the loss takes a network's outputs for; numbers like the targets where nothing is said.
    var expectedOutputs: ExpectedOutputs { get }

    /// The loss a second time, by other means, for checks; nil where nothing is said.
    var reference: ReferenceLoss? { get }

    /// Returns a one-element tensor; recorded where a tape is open.
    func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor

    /// Returns why the loss can't judge outputs whose rows have `outputShape` by such targets, or
    /// nil if it can.
    func objection(to outputShape: [Int], targets: Targets) -> String?

    /// Returns the smallest value that the loss can take on these targets, each row judged alone:
    /// 0 unless the targets themselves are uncertain.
    func minimum(outputShape: [Int], targets: Targets) -> Double

    /// Whether one output's mean loss by several targets is its loss by their mean, as of
    /// cross-entropies.
    var isLinearInTargets: Bool { get }
}

extension Loss {
    public var ignoredClass: Int32? { nil }

    public var expectedOutputs: ExpectedOutputs { .values }

    public var reference: ReferenceLoss? { nil }

    /// How many rows, or positions, of such targets count.
    public func judgedCount(_ targets: Targets) -> Int {
        guard let ignoredClass, case .classes(let classes) = targets else { return targets.count }
        return classes.reduce(0) { $1 == ignoredClass ? $0 : $0 + 1 }
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? { nil }

    public func minimum(outputShape: [Int], targets: Targets) -> Double { 0 }

    public var isLinearInTargets: Bool { false }
}
