internal import Components
public import Tensors

/// Sets each value to zero with probability `rate` while the network learns, and divides the others
/// by 1 − rate; does nothing in evaluation.
///
/// Source: N. Srivastava et al., "Dropout", JMLR 15, 2014 (the inverted form that all use).
public struct Dropout: Layer {
    /// The share of values that become 0, in 0 ..< 1.
    public let rate: Double

    /// - Parameter rate: in 0 ..< 1.
    public init(_ rate: Double) {
        if !(0..<1).contains(rate) { fatalError("a dropout rate is in 0 ..< 1, not \(rate)") }
        self.rate = rate
    }

    public var keepsRange: Bool { true }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        guard case .training(let key) = mode, rate > 0 else { return input }
        return dropout(input, rate: rate, key: key)
    }

    /// The same of attention's weights; nil where none is dropped.
    func ofAttention(_ mode: Mode) -> AttentionDropout? {
        guard case .training(let key) = mode, rate > 0 else { return nil }
        return AttentionDropout(rate: rate, key: key)
    }
}

extension LayerKind {
    package static let dropout = LayerKind(
        component: ComponentKind(
            name: "dropout",
            summary:
                "Sets a share of the values to 0 while the network learns.",
            settings: [
                .required(
                    "rate", "the share of values set to 0", .number(.fraction),
                    synonyms: ["p", "probability"]
                ).resting(at: .real(0))
            ],
            shorthand: "rate"),
        make: { settings, _, _ in Dropout(settings.number("rate")) })
}
