internal import Jobs

/// Where a parameter's values stand on a chart's axis: numbers by their size, words side by side.
struct ParameterAxis {
    /// Words for the positions; empty where the values are numbers drawn from a range.
    let words: [String]
    /// Nil decides by the values.
    let isLogarithmic: Bool?
    private let choices: [ParameterValue]

    init(_ values: Set<ParameterValue>, distribution: Distribution?) {
        switch distribution {
        case .choice(let listed):
            choices = listed
            isLogarithmic = nil
        case .logUniform, .logInteger:
            choices = []
            isLogarithmic = true
        case .uniform, .integer:
            choices = []
            isLogarithmic = false
        case nil:
            let areNumbers = values.allSatisfy { $0.number != nil }
            choices = areNumbers ? [] : values.sorted { $0.description < $1.description }
            isLogarithmic = nil
        }
        words = choices.map(Figure.text)
    }

    func position(_ value: ParameterValue) -> Double? {
        choices.isEmpty ? value.number : choices.firstIndex(of: value).map(Double.init)
    }
}
