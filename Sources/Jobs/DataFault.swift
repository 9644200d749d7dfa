/// A fault of the kind that people make when they prepare data, planted by an ``Edit``.
///
/// No experiment file can ask for one: it shows which checks would see it.
public struct DataFault: Hashable, Sendable, Codable {
    /// What is done, and to which rows.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Inputs of both splits times the amount, after they were normalised.
        case scaledInputs
        /// Training inputs alone times the amount, after they were normalised.
        case scaledTrainingInputs
        /// Targets of both splits times the amount; only numbers.
        case scaledTargets
        /// Validation inputs as read, while the training's are normalised.
        case rawValidation
        /// Each training label up by the amount, modulo the classes.
        case shiftedLabels
        /// Labels of both splits divided by the amount and rounded down.
        case dividedLabels
        /// A training label in the share of rows that the amount says is drawn anew; numbers change
        /// places among those rows.
        case noisyLabels
        /// Training inputs and targets shuffled apart.
        case unpairedTargets
        /// The numbers of each input rolled by a random distance, in both splits.
        case rolledInputs
        /// Training rows in the order of their targets.
        case sortedRows
        /// The first rows alone, as many as the amount says, again and again.
        case repeatedRows
        /// Training rows as many as the amount says.
        case fewRows
        /// Training rows of the first half of the classes as many as the amount says, of each class.
        case rareClasses
        /// Training rows in which the share of validation rows that the amount says stands as well.
        case leakedRows
        /// The last number of each input is its target.
        case leakedTargets
        /// The first number of an input is missing (NaN) in the share of training rows.
        case missingValues
    }

    /// What is done.
    public var kind: Kind
    /// How much of it; of no meaning to kinds that do not speak of it.
    public var amount: Double

    /// Makes a fault of a kind.
    public init(_ kind: Kind, _ amount: Double = 1) {
        self.kind = kind
        self.amount = amount
    }
}
