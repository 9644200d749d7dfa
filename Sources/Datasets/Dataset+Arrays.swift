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
        let shape = try InputShape(of: inputs.shape, name: inputs.name, reading: reading)
        try self.init(
            shape, rows: inputs.rows, name: inputs.name, targets: targets, reading: reading,
            featureNames: featureNames, classNames: classNames
        ) { .numbers(shape.arranged(inputs.floats())) }
    }

    /// Joins an array of inputs and one of targets; large inputs stay where they are.
    init(
        stored inputs: StoredArray, targets: StoredArray, reading: Reading
    ) throws(DataError) {
        if let most = reading.firstRows, inputs.rows == targets.rows, most < inputs.rows {
            try self.init(
                inputs: inputs.first(most).read(), targets: targets.first(most).read(),
                reading: reading)
            return
        }
        let targets = targets.read()
        let shape = try InputShape(of: inputs.shape, name: inputs.name, reading: reading)
        guard 4 * inputs.count > reading.mostInMemory, inputs.rows <= Int32.max else {
            try self.init(inputs: inputs.read(), targets: targets, reading: reading)
            return
        }
        try self.init(
            shape, rows: inputs.rows, name: inputs.name, targets: targets, reading: reading
        ) { .stored(StoredRows(RowStore(inputs, shape: shape))) }
    }

    /// Joins rows of inputs of a known shape with their targets.
    init(
        _ shape: InputShape, rows: Int, name: String, targets: NumericArray, reading: Reading,
        featureNames: [String] = [], classNames: [String] = [], storage: () -> Storage
    ) throws(DataError) {
        guard rows == targets.rows else {
            throw DataError(
                "\(name) and \(targets.name)",
                found: "\(rows) inputs and \(targets.rows) targets",
                expected: "equally many",
                advice: "check that both belong to the same set of rows")
        }
        let read = try TargetReader(
            targets, classes: reading.classes, inputShape: shape.shape)
        self.init(
            storage: storage(), inputShape: shape.shape,
            targets: read.targets, targetShape: read.shape, oddLabels: read.oddLabels,
            featureNames: featureNames, classNames: classNames, tokens: [])
    }
}
