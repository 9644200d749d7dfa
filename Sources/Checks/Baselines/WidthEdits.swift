internal import Experiments
internal import Jobs

/// The edits that give all hidden layers of a network other widths.
struct WidthEdits {
    let all: [[Edit]]

    /// Nil where there is nothing to widen, or where the layers would not fit any more.
    init?(_ recipe: Recipe, by widths: [(String, Double)]) {
        var found: [(path: String, key: String, width: Int)] = []
        for (index, layer) in recipe.specification.model.enumerated().dropLast() {
            for key in ["features", "filters", "units"] {
                if ["linear", "conv2d", "conv1d", "gru", "lstm", "rnn"].contains(layer.kind),
                    case .scalar(.integer(let width))? = layer.settings[key]
                {
                    found.append(("\(index)", key, width))
                }
            }
        }
        guard !found.isEmpty else { return nil }
        all = widths.map { _, factor in
            factor == 1
                ? []
                : found.map { layer in
                    .set(
                        .layer(layer.path), key: layer.key,
                        value: .scalar(.integer(max(1, Int(Double(layer.width) * factor)))))
                }
        }
        for edits in all where (try? recipe.applying(edits)) == nil { return nil }
    }
}
