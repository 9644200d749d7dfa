/// Cuts a data set into batches, epoch by epoch; the last batch of an epoch may be smaller.
public struct DataLoader {
    /// The whole data set.
    public let examples: Examples
    /// Rows of a batch, from 1.
    public let batchSize: Int
    /// In which order an epoch takes the rows.
    public let order: RowOrder
    /// Changes images at random.
    public let augmentation: Augmentation?
    /// Changes every batch before the network sees it, after augmentation; the numbers are the
    /// epoch and the batch's place in it, counted from 0.
    public let transform: ((Examples, _ epoch: Int, _ batch: Int) -> Examples)?

    /// Makes a loader; traps where `batchSize` is below 1.
    public init(
        _ examples: Examples, batchSize: Int, order: RowOrder = .stored,
        augmentation: Augmentation? = nil,
        transform: ((Examples, _ epoch: Int, _ batch: Int) -> Examples)? = nil
    ) {
        if batchSize < 1 { fatalError("a batch has 1 row or more, not \(batchSize)") }
        self.examples = examples
        self.batchSize = batchSize
        self.order = order
        self.augmentation = augmentation
        self.transform = transform
    }

    /// Returns the rows of one epoch, counted from 0, in the order in which they are taken.
    public func rows(epoch: Int) -> [Int] {
        order.rows(epoch: epoch, count: examples.count)
    }

    /// How many batches `rows` rows make.
    public func batchCount(rows: Int) -> Int {
        (rows + batchSize - 1) / batchSize
    }

    /// Returns one batch of an epoch whose rows are `rows`.
    public func batch(_ index: Int, epoch: Int, rows: [Int]) -> Examples {
        let start = index * batchSize
        let rows = Array(rows[start..<min(start + batchSize, rows.count)])
        var batch = examples.rows(rows)
        if let augmentation { batch = augmentation(batch, rows: rows, epoch: epoch) }
        return transform?(batch, epoch, index) ?? batch
    }

    /// Returns all batches of one epoch, counted from 0, made as they are asked for.
    public func batches(epoch: Int = 0) -> some Sequence<Examples> {
        let rows = rows(epoch: epoch)
        return (0..<batchCount(rows: rows.count)).lazy.map {
            batch($0, epoch: epoch, rows: rows)
        }
    }
}
