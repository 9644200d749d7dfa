/// What a network's answers to some rows are worth, by every metric that suits its loss.
public struct Metrics: Hashable, Sendable {
    /// One metric, and how far it would scatter over other rows like these.
    public struct Value: Hashable, Sendable {
        /// The metric of all rows.
        public var value: Double
        /// Its standard error: rows are drawn independently, the positions of one row together.
        public var error: Double
        /// How many independent answers stand behind it; by them goes an interval where all answers
        /// are right, or none, and the error is 0.
        public var support: Double

        init(_ value: Double, error: Double, support: Double) {
            self.value = value
            self.error = error
            self.support = support
        }
    }

    /// What is known of one class, or of one label.
    public struct OfClass: Hashable, Sendable {
        /// From 0.
        public let index: Int
        /// How many answers were to be this class.
        public let actual: Int
        /// How many answers were this class.
        public let given: Int
        /// How many answers were this class rightly.
        public let right: Int
        /// Nil where the class was never given.
        public internal(set) var precision: Value?
        /// Nil where the rows have no such class.
        public internal(set) var recall: Value?
        /// Nil where the rows have no such class.
        public internal(set) var f1: Value?
        /// Of this class against all others; nil where there are none, or none of it.
        public internal(set) var auc: Value?
    }

    /// What an answer is.
    public enum Form: Hashable, Sendable {
        /// One of several classes.
        case classes
        /// Yes or no for each of several labels.
        case labels
        /// Numbers.
        case numbers
    }

    /// What each answer is.
    public let form: Form
    /// The rows of which at least one answer counts.
    public let rows: Int
    /// The answers that count: one for each row, or for each of its positions or labels.
    public let answers: Int
    /// By name, such as `f1`; the loss only where its error is known.
    public internal(set) var values: [String: Value] = [:]
    /// Why a metric has no value, by its name.
    public internal(set) var undefined: [String: String] = [:]
    /// In order; empty for numbers.
    public internal(set) var classes: [OfClass] = []
    /// How often a class was answered by a class: row by actual, column by given class; empty for
    /// labels and numbers, and for more than 1000 classes.
    public internal(set) var confusion: [Int] = []

    init(form: Form, rows: Int, answers: Int) {
        self.form = form
        self.rows = rows
        self.answers = answers
    }

    /// Classes, or labels, that no row has; the means leave them out.
    public var absent: [Int] { classes.filter { $0.actual == 0 }.map(\.index) }

    /// Classes, or labels, that rows have and no answer is; the mean counts their precision as 0.
    public var neverGiven: [Int] {
        classes.filter { $0.actual > 0 && $0.given == 0 }.map(\.index)
    }
}
