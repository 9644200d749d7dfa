public import Jobs
public import Networks

/// What a network made of some rows at one moment of its training, in evaluation mode: the same
/// rows at each moment.
public struct Glance: Sendable {
    public enum Rows: Sendable { case training, validation }

    public var rows: Rows
    /// The steps that were taken before.
    public var step: Int
    public var count: Int
    /// The mean loss of each group of rows in which something counts, the same groups each time.
    public var losses: [Double]
    public var score: Score
    /// The score of all rows.
    public var value: Double
    /// The score of the best answer that is the same for every row, such as the largest class's
    /// share.
    public var constantValue: Double
    /// The loss of that answer; nil where the loss can't tell.
    public var constantLoss: Double?
    public var answers = Answers()
    /// Those of activations, in the order in which they ran; empty where nobody looked inside.
    public var layers: [LayerGlance] = []
    /// The loss of the same rows as a batch of a training sees them; nil where nothing differs.
    public var lossInTraining: Double?
    /// The score that a plain rule reaches on these rows: the nearest class mean, or the best
    /// single column; nil where there is none.
    public var plainValue: Double?
    /// Losses beside the least that any network can have there; empty where nobody asked.
    public var bounds: [LossBound] = []
    /// What can be seen of a network of pictures; empty where nobody wants to show it.
    public var pictures: [Picture] = []
    /// The first layer's weights by unit, where they are pictures.
    public var filters: [[Float]] = []

    public init(
        rows: Rows = .training, step: Int, count: Int, losses: [Double], score: Score = .accuracy,
        value: Double = .nan, constantValue: Double = 0, constantLoss: Double? = nil
    ) {
        self.rows = rows
        self.step = step
        self.count = count
        self.losses = losses
        self.score = score
        self.value = value
        self.constantValue = constantValue
        self.constantLoss = constantLoss
    }

    /// The mean loss.
    public var loss: Double {
        losses.isEmpty ? .nan : losses.reduce(0, +) / Double(losses.count)
    }

    /// How much of the way from the best constant answer to a perfect one the network has come.
    public var gain: Double {
        constantValue < 1 ? (value - constantValue) / (1 - constantValue) : value >= 1 ? 1 : 0
    }

    /// What the network answered.
    public struct Answers: Sendable {
        /// The widest span of an output over the rows, relative to the outputs' size.
        public var variation = Double.nan
        /// How many rows have each class, are given it, and rightly; empty for numbers.
        public var actual: [Int] = []
        public var given: [Int] = []
        public var right: [Int] = []
        /// The first rows' answers, to follow: a class, or the first output.
        public var followed: [Double] = []

        public init() {}
    }
}

/// A loss, and the least that its targets allow.
public struct LossBound: Sendable {
    /// What it is the loss of, before "training rows" or "held-out rows"; empty for all of them.
    public var part: String
    public var loss: Double
    /// Whatever a network learned, as long as it answers equal inputs alike.
    public var least: Double

    public init(_ part: String = "", loss: Double, least: Double) {
        self.part = part
        self.loss = loss
        self.least = least
    }
}

/// What one activation put out over the rows of a glance.
public struct LayerGlance: Sendable {
    public var path: String
    /// The layer's type, such as `ReLU`.
    public var kind: String
    public var units: Int
    /// Units whose output was the same for all rows.
    public var dead: Int
    /// The share of outputs at which the derivative is below 0.01; nil for layers without bounds.
    public var saturated: Double?

    public init(path: String, kind: String, units: Int, dead: Int, saturated: Double? = nil) {
        self.path = path
        self.kind = kind
        self.units = units
        self.dead = dead
        self.saturated = saturated
    }
}
