public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I04: the signal keeps its size from layer to layer at the start.
///
/// The root mean square of each layer's pre-activations over the one before: outside 0.3 … 3
/// warns (60 healthy networks: 0.35 … 1.65), but not into a recurrent layer, whose tanh bounds what
/// it puts out; from the input to the last layer outside 0.005 … 200 fails.
public enum ForwardSignal: Examination {
    public static let name = "forward-signal"
    public static let verifies = "activations neither vanish nor explode from layer to layer"
    public static let expected = "ratio of consecutive layers 0.3 to 3, end to end 0.005 to 200"
    public static let tier = 0

    public static func examine(_ subject: Subject) throws -> Finding {
        let network = subject.network()
        let batch = subject.sample(256)
        let activations = network.activations(batch.inputs, mode: subject.trainingMode())
        let layers = PreActivation.all(activations)
        // Ids have no size: there the signal begins with the embedding.
        let input = activations.first { $0.layer is Embedding }?.output ?? batch.inputs
        let sizes =
            [Statistics.rootMeanSquare(input.scalars)]
            + layers.map { Statistics.rootMeanSquare($0.output.scalars) }
        let names = ["input"] + layers.map(\.path)
        let places = ["the input"] + layers.map { "layer \($0.path)" }
        guard sizes.count > 1, sizes[0] > 0 else {
            return finding(.skipped, "no layer with weights, or inputs that are all 0")
        }
        let ratios = zip(sizes.dropFirst(), sizes).map { $0 / $1 }
        let whole = sizes[sizes.count - 1] / sizes[0]
        let judged = ratios.indices.filter { !(layers[$0].layer is any RecurrentLayer) }
        let worst = judged.max { distance(ratios[$0]) < distance(ratios[$1]) } ?? 0
        let measurements = [
            Measurement(name: "last layer over input", value: whole, expected: "0.005 to 200"),
            Measurement(name: "worst step", value: ratios[worst], expected: "0.3 to 3"),
        ]
        let series = Series(
            name: "size of the pre-activations", kind: .bar, xLabel: "layer",
            yLabel: "root mean square", x: sizes.indices.map(Double.init), y: sizes, ticks: names)
        let words =
            "\(Figure.text(ratios[worst])) times from \(places[worst]) to "
            + "\(places[worst + 1]), \(Figure.text(whole)) times from the input to the last layer"
        let advice =
            "Initialise by fan-in (he for relu, glorot for tanh and the last layer), or "
            + "normalise between the layers (batch-norm)."
        let verdict: Finding.Verdict =
            !(0.005...200).contains(whole)
            ? .failed : judged.isEmpty || (0.3...3).contains(ratios[worst]) ? .passed : .warned
        return finding(
            verdict, words, advice: advice, measurements: measurements, series: [series])
    }

    /// How far a ratio is from 1, in either direction.
    private static func distance(_ ratio: Double) -> Double {
        ratio > 0 && ratio.isFinite ? max(ratio, 1 / ratio) : .infinity
    }
}
