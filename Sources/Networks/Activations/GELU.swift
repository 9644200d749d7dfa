public import Tensors

/// x Φ(x), with Φ the normal distribution's cumulative function.
///
/// Source: D. Hendrycks, K. Gimpel, arXiv 1606.08415.
public struct GELU: Layer {
    public let form: GELUForm

    public init(_ form: GELUForm = .exact) {
        self.form = form
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.gelu(form)
    }
}
