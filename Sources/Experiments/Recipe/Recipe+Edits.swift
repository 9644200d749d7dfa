public import Jobs
internal import Training

extension Recipe {
    /// Returns the recipe of the experiment with `edits` made, with the same data and keys.
    ///
    /// - Throws: `EditError` where they do not fit, also where they would prepare the data anew:
    ///   such a recipe is built from the edited specification and its own data.
    public func applying(_ edits: [Edit]) throws(EditError) -> Recipe {
        if edits.isEmpty { return self }
        var other = self
        other.specification = try specification.applying(edits)
        let (data, own) = (other.specification.data, specification.data)
        guard data.normalization == own.normalization, data.faults == own.faults else {
            throw EditError(
                edit: nil, path: "data.normalize",
                message: "other inputs than this recipe's would be needed")
        }
        try other.specification.check(inputShape: inputShape, after: edits)
        if other.specification.loss != specification.loss {
            other.loss = other.specification.lossFunction
        }
        if other.specification.distillation == nil { other.distillation = nil }
        if other.specification.training.shuffle != specification.training.shuffle {
            other.order = .stored
        }
        return other
    }
}
