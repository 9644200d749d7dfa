internal import Components
public import Tensors

/// x Φ(x), with Φ the normal distribution's cumulative function.
///
/// Source: D. Hendrycks, K. Gimpel, arXiv 1606.08415.
public struct GELU: Layer {
    /// Whether Φ is exact or approximated.
    public let form: GELUForm

    /// Makes the layer, which has no parameters.
    public init(_ form: GELUForm = .exact) {
        self.form = form
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.gelu(form)
    }

    /// The least value of x Φ(x), near x = -0.75, exact or approximated.
    public var outputRange: OutputRange? { .from(-0.171, "-0.17") }
}

extension LayerKind {
    package static let gelu = LayerKind(
        component: ComponentKind(
            name: "gelu",
            summary:
                "x · Φ(x), with the normal distribution function Φ (Hendrycks and Gimpel 2016).",
            settings: [
                .optional(
                    "approximation", "exact, or the formula with tanh", .word(["none", "tanh"]),
                    standard: .text("none"),
                    synonyms: ["approximate"])
            ]),
        make: { settings, _, _ in
            GELU(settings.word("approximation") == "tanh" ? .tanh : .exact)
        })
}
