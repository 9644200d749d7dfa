internal import Experiments
internal import Jobs

extension Recipe {
    /// Edits that make every hidden layer of the outermost list `factor` times as wide; none where
    /// it has no such layer, or where the network does not fit together with them.
    func widening(by factor: Double) -> [Edit] {
        let widths = specification.model.enumerated().compactMap { index, layer in
            ["features", "filters", "hidden"].lazy.compactMap { key -> (Int, String, Int)? in
                guard case .scalar(let value)? = layer.settings[key], let width = value.number,
                    let width = Int(exactly: width)
                else { return nil }
                return (index, key, width)
            }.first
        }
        let edits = widths.dropLast().map { index, key, width in
            Edit.set(
                .layer("\(index)"), key: key,
                value: .scalar(.integer(max(1, Int(Double(width) * factor)))))
        }
        guard let wide = try? applying(edits), wide.objection == nil else { return [] }
        return edits
    }
}
