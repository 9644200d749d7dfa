extension Dataset {
    /// Reads inputs and targets from two IDX files, plain or gzipped.
    ///
    /// - Throws: `DataError` where a file is damaged or the two do not belong together.
    public static func idx(
        inputs: FileContents, targets: FileContents, reading: Reading = Reading()
    ) throws(DataError) -> Dataset {
        try Dataset(
            stored: IDXFile.stored(inputs), targets: IDXFile.stored(targets), reading: reading)
    }

    /// Reads inputs and targets from two `.npy` files.
    ///
    /// - Throws: `DataError` where a file is damaged or the two do not belong together.
    public static func npy(
        inputs: FileContents, targets: FileContents, reading: Reading = Reading()
    ) throws(DataError) -> Dataset {
        try Dataset(
            stored: NPYFile.stored(inputs), targets: NPYFile.stored(targets), reading: reading)
    }

    /// Reads inputs and targets from two arrays of one `.npz` file.
    ///
    /// - Throws: `DataError` where the file is damaged, an array is not there or the two do not
    ///   belong together.
    public static func npz(
        _ file: FileContents, inputs: String, targets: String, reading: Reading = Reading()
    ) throws(DataError) -> Dataset {
        let archive = try NPZArchive(file)
        let isWhole = reading.firstRows == nil
        return try Dataset(
            stored: archive.stored(inputs, checkingAll: isWhole),
            targets: archive.stored(targets, checkingAll: isWhole), reading: reading)
    }

    /// Reads inputs and targets from columns of a table of separated text.
    ///
    /// - Parameters:
    ///   - file: the table, plain or gzipped.
    ///   - inputs: the columns of the inputs by name or number; empty for all but the targets.
    ///   - targets: the columns of the targets; with classes, one of labels (numbers or words) or
    ///     one for each class (one-hot).
    ///   - options: the separator and whether there is a header.
    ///   - reading: the classes, and the shape of an input where the columns are pixels.
    /// - Throws: `DataError` where a column is not there, a cell is no number or the table is
    ///   damaged.
    public static func csv(
        _ file: FileContents, inputs: [String] = [], targets: [String],
        options: CSVTable.Options = .init(), reading: Reading = Reading()
    ) throws(DataError) -> Dataset {
        let table = try CSVTable(file, options: options)
        var targetColumns: [Int] = []
        for name in targets { targetColumns.append(try table.column(name)) }
        targetColumns = try table.paired(targetColumns, to: reading.columns?.targets ?? [])
        var inputColumns: [Int] = []
        for name in inputs { inputColumns.append(try table.column(name)) }
        if inputs.isEmpty {
            inputColumns = (0..<table.columnCount).filter { !targetColumns.contains($0) }
        }
        inputColumns = try table.paired(inputColumns, to: reading.columns?.inputs ?? [])
        guard !targetColumns.isEmpty, !inputColumns.isEmpty else {
            throw DataError(
                table.name,
                found: "\(inputColumns.count) input columns and "
                    + "\(targetColumns.count) target columns of \(table.columnCount)",
                expected: "at least one of each")
        }
        let read = try table.targets(of: targetColumns, reading: reading)
        let numbers = try table.numbers(of: inputColumns)
        func names(_ columns: [Int]) -> [String] {
            table.hasHeader ? columns.map { table.columnNames[$0] } : []
        }
        var data = try Dataset(
            inputs: numbers.array, targets: read.array, reading: reading,
            featureNames: zip(inputColumns, names(inputColumns)).map { column, name in
                name.isEmpty ? "column \(column), which has no name" : name
            }, classNames: read.classNames)
        data.origin = TableOrigin(
            lines: numbers.lines, inputs: names(inputColumns), targets: names(targetColumns))
        return data
    }

    /// Reads images in CIFAR-10's binary format: records of a label byte and 3 planes of 32 × 32.
    ///
    /// Source: A. Krizhevsky, "The CIFAR-10 dataset", "binary version".
    /// - Throws: `DataError` where a file is not whole records.
    public static func cifar10(
        _ files: [FileContents], classes: Int = 10, mostInMemory: Int = Reading().mostInMemory
    ) throws(DataError) -> Dataset {
        let record = 1 + 3 * 32 * 32
        var labels: [UInt8] = []
        var parts: [RowStore.Part] = []
        for compressed in files {
            let file = try compressed.decompressed()
            guard file.count > 0, file.count % record == 0 else {
                throw DataError(
                    file.name, at: .byte(file.count / record * record),
                    found: "\(file.count % record) bytes in the last record",
                    expected: "at least one record, each of \(record) bytes",
                    advice: "the file was cut short, or is not CIFAR-10's binary version")
            }
            file.withUnsafeBytes { bytes in
                for start in stride(from: 0, to: bytes.count, by: record) {
                    labels.append(bytes[start])
                }
            }
            parts.append(RowStore.Part(contents: file, start: 1, rows: file.count / record))
        }
        let name = files.map(\.name).joined(separator: ", ")
        let shape = try InputShape(
            of: [labels.count, 3, 32, 32], name: name, reading: Reading(layout: .channelsFirst))
        let store = RowStore(
            parts: parts, kind: .uint8, isBigEndian: false, stride: record, shape: shape)
        let isLarge = 4 * labels.count * store.width > mostInMemory
        return try Dataset(
            shape, rows: labels.count, name: name,
            targets: NumericArray(name: name, shape: [labels.count], values: .uint8(labels)),
            reading: Reading(classes: classes)
        ) {
            isLarge
                ? .stored(StoredRows(store)) : .numbers(store.floats(Array(0..<store.count)))
        }
    }
}

extension CSVTable {
    /// Returns the targets' numbers, from words where one column holds class names.
    fileprivate func targets(
        of columns: [Int], reading: Reading
    ) throws(DataError) -> (array: NumericArray, classNames: [String]) {
        guard reading.classes != nil, columns.count == 1 else {
            return (try numbers(of: columns).array, [])
        }
        let labels = try labels(of: columns[0], classNames: reading.classNames)
        return (labels.array, labels.classNames)
    }
}
