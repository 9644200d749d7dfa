internal import Components

/// The ids that embeddings ask for.
extension LayerList {
    /// The rows of each embedding that takes the list's own input: that input is ids where there is
    /// one. `isMisplaced`: whether another embedding takes what a layer puts out.
    package func embeddings(takingInput: Bool = true) -> (rows: [Int], isMisplaced: Bool) {
        var rows: [Int] = []
        var isMisplaced = false
        var isInput = takingInput
        for component in components {
            let (kind, settings) = Catalogue.layers.settings(component)
            if kind.ids == .taken {
                if isInput { rows.append(settings.integer("rows")) } else { isMisplaced = true }
            }
            for part in kind.parts(settings) {
                let inner = part.layers.embeddings(takingInput: isInput)
                rows += inner.rows
                isMisplaced = isMisplaced || inner.isMisplaced
            }
            if kind.ids != .passed { isInput = false }
        }
        return (rows, isMisplaced)
    }
}
