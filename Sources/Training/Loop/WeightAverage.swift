internal import Networks
internal import Tensors

/// The exponential moving average of a network's learned parameters: average = decay average +
/// (1 − decay) p after each step, and p itself after the first, as PyTorch's `AveragedModel` with
/// `get_ema_multi_avg_fn`. Running statistics are not averaged.
struct WeightAverage {
    let decay: Double
    /// In the order of the network's list; empty before the first step, nil where not learned.
    var values: [Tensor?] = []

    init(decay: Double) {
        self.decay = decay
    }

    mutating func add(_ parameters: [NamedParameter]) {
        if values.isEmpty {
            values = parameters.map { $0.isLearned ? $0.parameter.value : nil }
            return
        }
        for (index, named) in parameters.enumerated() {
            guard let average = values[index] else { continue }
            values[index] = average * decay + named.parameter.value * (1 - decay)
        }
    }

    /// Runs the function with the averages in the parameters' place.
    func withWeights<Result>(of parameters: [NamedParameter], _ body: () -> Result) -> Result {
        if values.isEmpty { return body() }
        let raw = parameters.map(\.parameter.value)
        for (named, average) in zip(parameters, values) {
            if let average { named.parameter.value = average }
        }
        defer { for (named, value) in zip(parameters, raw) { named.parameter.value = value } }
        return body()
    }
}
