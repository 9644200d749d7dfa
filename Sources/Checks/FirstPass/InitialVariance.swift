internal import ElementaryFunctions
public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I09: how the initial weights spread beside He's 2 / fan-in and Glorot's 2 / (fan-in + fan-out).
///
/// Information: it names the layers that are off both by more than 4 times and by more than chance
/// (χ² at 99.9 %), and judges nothing; what comes of it is the business of forward-signal.
public struct InitialVariance: Examination {
    public static let name = "initial-variance"
    public static let verifies = "how initial weights spread beside He's and Glorot's variances"
    public var expected: String {
        "about He's or Glorot's variance, within \(Figure.text(Self.factor)) times; information"
    }
    public static let tier = 0

    public init() {}

    /// A layer is named whose variance is off by more.
    private static let factor = 4.0

    public func examine(_ recipe: Recipe) throws -> Finding {
        let batch = try recipe.sample(2, passes: 1, least: 1, of: self)
        let network = recipe.network()
        let pass = UntrainedPass(network, batch.inputs, mode: .evaluation)
        let ratios = pass.products.map { ($0.path, ratio(of: $0.weight.parameter.value)) }
        guard !ratios.isEmpty else { return finding(.skipped, "no layer multiplies by weights") }
        let odd = ratios.filter { $0.1.isOff }
        let series = Series(
            name: "variance over the nearer of He's and Glorot's", kind: .bar, xLabel: "layer",
            yLabel: "ratio", x: ratios.indices.map(Double.init), y: ratios.map(\.1.value),
            ticks: ratios.map(\.0))
        let named = odd.prefix(3).map { "layer \($0.0) \(Figure.text($0.1.value)) times" }
        return finding(
            .passed,
            odd.isEmpty
                ? "\(ratios.count) layers start with about He's or Glorot's variance"
                : "\(odd.count) of \(ratios.count) layers start with another variance: "
                    + named.joined(separator: ", "),
            measurements: ratios.prefix(8).map {
                Measurement(name: "layer \($0.0)", value: $0.1.value, unit: "× the nearer")
            }, series: [series])
    }

    private func ratio(of weight: Tensor) -> (value: Double, isOff: Bool) {
        let values = weight.scalars.map(Double.init)
        let outputs = Double(max(weight.shape[0], 1))
        let incoming = Double(values.count) / outputs
        let channels = Double(max(weight.shape[weight.rank - 1], 1))
        let outgoing = outputs * incoming / channels
        let variance = values.reduce(0) { $0 + $1 * $1 } / Double(max(values.count, 1))
        let ratios = [2 / incoming, 2 / (incoming + outgoing)].map { variance / $0 }
        let nearest =
            ratios.min { Swift.abs(Double.log($0)) < Swift.abs(Double.log($1)) } ?? 1
        // Wilson and Hilferty 1931: χ²_ν / ν lies within (1 ± 3.29 √(2 / 9ν) …)³.
        let part = 2 / (9 * Double(max(values.count - 1, 1)))
        let low = Double.pow(max(1 - part - 3.29 * part.squareRoot(), 0), 3)
        let high = Double.pow(1 - part + 3.29 * part.squareRoot(), 3)
        return (nearest, nearest < low / Self.factor || nearest > high * Self.factor)
    }
}
