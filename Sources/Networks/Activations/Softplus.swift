internal import Components
public import Tensors

/// log(1 + exp(beta x)) / beta: a smooth ReLU.
public struct Softplus: Layer {
    /// How sharp the bend at 0 is, above 0.
    public let beta: Double

    /// - Parameter beta: above 0.
    public init(beta: Double = 1) {
        if !(beta > 0) { fatalError("the beta of a softplus is above 0, not \(beta)") }
        self.beta = beta
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.softplus(beta: beta)
    }

    public var outputRange: OutputRange? { .from(0, "0") }
}

extension LayerKind {
    package static let softplus = LayerKind(
        component: ComponentKind(
            name: "softplus",
            summary: "log(1 + exp(β · x)) / β.",
            settings: [
                .optional("beta", "how sharp the bend is", .number(.positive), standard: .real(1))
            ],
            shorthand: "beta"),
        make: { settings, _, _ in Softplus(beta: settings.number("beta")) })
}
