extension Dataset {
    /// Joins an array of inputs and one of targets, row by row.
    ///
    /// Inputs `[n]` and `[n, features]` are tables; `[n, height, width]` are images of one channel;
    /// `[n, …]` of four axes are images whose channels are the axis of extent 1 or 3, moved
    /// innermost where they come first. Pixels keep their values (0 ... 255 for bytes): scaling is
    /// the normalizer's. With `layout: sequence`, `[n, length, features]` and `[n, length]` are
    /// sequences. Targets are `[n]`, or `[n, width]`: one-hot rows where there are classes, else
    /// values; with classes also `[n, length]` or `[n, height, width]`, a class for each position.
    ///
    /// - Throws: `DataError` where the rows differ in number, the shape of an input is ambiguous or
    ///   not the declared one, or targets cannot be what `reading` says.
    public init(
        inputs: NumericArray, targets: NumericArray, reading: Reading = Reading(),
        featureNames: [String] = [], classNames: [String] = []
    ) throws(DataError) {
        let shape = try InputShape(of: inputs, reading: reading)
        guard inputs.rows == targets.rows else {
            throw DataError(
                "\(inputs.name) and \(targets.name)",
                found: "\(inputs.rows) inputs and \(targets.rows) targets",
                expected: "equally many",
                advice: "check that both belong to the same set of rows")
        }
        let read = try TargetReader(
            targets, classes: reading.classes, inputShape: shape.shape)
        self.init(
            inputs: shape.arranged(inputs.floats()), inputShape: shape.shape,
            targets: read.targets, targetShape: read.shape, oddLabels: read.oddLabels,
            featureNames: featureNames, classNames: classNames)
    }
}
