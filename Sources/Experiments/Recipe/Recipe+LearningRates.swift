internal import ElementaryFunctions
internal import Jobs
public import Training

/// What a range test says of a recipe's learning rate.
extension Recipe {
    /// Trains from the start with a learning rate that grows from step to step, once for each of
    /// several orders of the rows.
    ///
    /// - Throws: `RecipeError` where the loss can't be computed from these targets.
    public func learningRateRanges(
        from: Double, to: Double, steps: Int, orders: Int = 3
    ) throws -> [LearningRateRange] {
        try (0..<orders).map { index in
            var recipe = self
            recipe.order = .shuffled(key("range order \(index)"))
            return try recipe.wholeTraining().learningRateRange(from: from, to: to, steps: steps)
        }
    }

    /// The losses of the recipe's first steps at another rate, up to the first that is no number.
    ///
    /// - Throws: where the optimizer can't have that rate, or the loss can't be computed.
    public func losses(atRate rate: Double, steps: Int) throws -> [Double] {
        let edit = Edit.set(.optimizer, key: "learning-rate", value: .scalar(.real(rate)))
        var loop = try applying([edit]).wholeTraining()
        var losses: [Double] = []
        while losses.count < steps {
            let record = loop.advance()
            losses.append(record.isFinite ? record.loss : .infinity)
            if !record.isFinite { break }
        }
        return losses
    }

    /// What a short training ends at: the median of its last quarter; infinite where it broke off.
    public static func ending(_ losses: [Double]) -> Double {
        guard let last = losses.last, last.isFinite else { return .infinity }
        return Statistics.median(Array(losses.suffix(max(1, losses.count / 4))))
    }

    /// A number above 0, rounded to one digit: a range test tells no more.
    package static func oneDigit(_ number: Double) -> Double {
        guard number > 0, number.isFinite else { return number }
        let unit = Double.pow(10, Double.log10(number).rounded(.down))
        return (number / unit).rounded() * unit
    }

    /// Of a rate, rounded to one digit, a tenth and ten times of it the one by which a short
    /// training ends lowest; nil where none ends lower than it began.
    ///
    /// - Throws: as ``losses(atRate:steps:)``.
    public func confirmedRate(near rate: Double, steps: Int) throws -> Double? {
        let rate = Self.oneDigit(rate)
        let tried = try [rate, rate / 10, rate * 10].map { rate in
            let losses = try losses(atRate: rate, steps: steps)
            return (rate: rate, first: losses.first ?? .nan, ending: Self.ending(losses))
        }
        return tried.filter { $0.ending < $0.first }.min { $0.ending < $1.ending }?.rate
    }
}
