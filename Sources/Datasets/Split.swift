/// The rows trained on and the rows that training is judged on.
public struct Split: Sendable {
    public var training: Dataset
    public var validation: Dataset

    /// Divides one data set.
    public init(_ data: Dataset, rows: RowSplit) {
        training = data.subset(rows: rows.training)
        validation = data.subset(rows: rows.validation)
    }

    /// Joins two sets read from files of their own.
    ///
    /// - Throws: `DataError` where their inputs or targets differ in form.
    public init(training: Dataset, validation: Dataset) throws(DataError) {
        guard training.inputShape == validation.inputShape else {
            throw DataError(
                "validation data", found: "inputs of shape \(validation.inputShape)",
                expected: "\(training.inputShape) as in the training data")
        }
        guard training.targetShape == validation.targetShape else {
            throw DataError(
                "validation data", found: "targets of shape \(validation.targetShape)",
                expected: "\(training.targetShape) as in the training data")
        }
        guard training.targets.form == validation.targets.form else {
            throw DataError(
                "validation data", found: validation.targets.form,
                expected: "\(training.targets.form) as in the training data")
        }
        guard training.classNames == validation.classNames else {
            throw DataError(
                "validation data", found: "the classes \(validation.classNames)",
                expected: "\(training.classNames) as in the training data")
        }
        self.training = training
        self.validation = validation
    }
}

extension Targets {
    fileprivate var form: String {
        switch self {
        case .classes(_, let count): "labels of \(count) classes"
        case .values(_, let width): "rows of \(width) values"
        }
    }
}
