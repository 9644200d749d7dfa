internal import Jobs

/// How large gradients are from the first layer with weights to the last.
struct GradientCourse {
    let names: [String]
    let sizes: [Double]

    var isFinite: Bool { sizes.allSatisfy(\.isFinite) }

    var words: String {
        guard let first = sizes.first, let last = sizes.last else { return "no layers" }
        // The way back begins at the last layer.
        if let broken = sizes.lastIndex(where: { !$0.isFinite }) {
            return "the gradient at layer \(names[broken]) is NaN or infinite"
        }
        if first == 0 {
            let zero = sizes.lastIndex(of: 0) ?? 0
            return zero == sizes.count - 1
                ? "the gradient is 0 at every layer"
                : "the gradient is 0 at layer \(names[zero]) and before it, not at "
                    + "layer \(names[zero + 1])"
        }
        let end = names[names.count - 1]
        return last == 0
            ? "the gradient at layer \(end) is 0, but not at layer \(names[0])"
            : "the gradient at layer \(names[0]) is \(Figure.text(first / last)) times that at "
                + "layer \(end)"
    }

    var advice: String {
        let (first, last) = (sizes.first ?? 0, sizes.last ?? 0)
        if !isFinite {
            return "Look at initial-loss, and at logarithms, roots or quotients of what can be 0."
        }
        if first == 0 {
            return "Nothing is learned where no gradient comes: look for dead units, outputs that "
                + "are constant, and values taken off the tape."
        }
        return first < last
            ? "Gradients vanish: use relu rather than sigmoid or tanh in hidden layers, he "
                + "initialisation, batch-norm, or fewer layers."
            : "Gradients explode: initialise smaller (he, glorot) or normalise (batch-norm)."
    }
}
