public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I04: the signal keeps its size from layer to layer at the start.
///
/// The root mean square of each layer's pre-activations over the one before, without dropout:
/// outside 0.3 … 3 warns (60 healthy networks: 0.35 … 1.65); from where the size was last set to
/// the last layer outside 0.005 … 200 fails. It is set by the input or an embedding, and anew by
/// normalizations, recurrent layers and transformer blocks, into which no ratio is judged. A small
/// last layer is sound, as one of zeros is: there only the growth is judged.
public enum ForwardSignal: Examination {
    public static let name = "forward-signal"
    public static let verifies = "activations neither vanish nor explode from layer to layer"
    public static let expected = "ratio of consecutive layers 0.3 to 3, end to end 0.005 to 200"
    public static let tier = 0

    private struct Place {
        var name: String
        var size: Double
        var isSet: Bool

        var words: String { name == "input" ? "the input" : "layer \(name)" }
    }

    public static func examine(_ subject: Recipe) throws -> Finding {
        let subject = subject.plain
        let batch = subject.sample(256)
        let activations = subject.network()
            .activations(batch.inputs, mode: subject.trainingMode())
        let all = places(activations, inputs: batch.inputs)
        guard all.count > 1, all[0].size > 0 else {
            return finding(.skipped, "no layer with weights, or inputs that are all 0")
        }
        let series = Series(
            name: "size of the pre-activations", kind: .bar, xLabel: "layer",
            yLabel: "root mean square", x: all.indices.map(Double.init), y: all.map(\.size),
            ticks: all.map(\.name))
        if all[all.count - 1].size == 0, let dead = all.first(where: { $0.size == 0 }) {
            return finding(
                .failed, "\(dead.words) puts out nothing but 0",
                advice: "Its weights are all 0, or all of its units are dead: initialise at random "
                    + "(he for relu, glorot for tanh), with biases of 0.", series: [series])
        }
        return judgement(on: all.filter { $0.size != 0 }, series)
    }

    private static func judgement(on places: [Place], _ series: Series) -> Finding {
        let start = places.lastIndex(where: \.isSet) ?? 0
        let whole = places[places.count - 1].size / places[start].size
        let judged = places.indices.dropFirst().filter { !places[$0].isSet }
        let ratio = { (place: Int) in places[place].size / places[place - 1].size }
        let fault = { (place: Int) in
            distance(place == places.count - 1 ? max(ratio(place), 1) : ratio(place))
        }
        let worst = judged.max { fault($0) < fault($1) }
        let measurements =
            [
                Measurement(
                    name: "last layer over \(places[start].words)", value: whole,
                    expected: "0.005 to 200")
            ]
            + (worst.map {
                [Measurement(name: "worst step", value: ratio($0), expected: "0.3 to 3")]
            } ?? [])
        let steps = worst.map {
            "\(Figure.text(ratio($0))) times from \(places[$0 - 1].words) to "
                + "\(places[$0].words), "
        }
        let words =
            (steps ?? "")
            + "\(Figure.text(whole)) times from \(places[start].words) to the last layer"
        let isSound = worst.map { fault($0) == 1 || (0.3...3).contains(ratio($0)) } ?? true
        return finding(
            !(0.005...200).contains(whole) ? .failed : isSound ? .passed : .warned, words,
            advice: advice(places[0].size), measurements: measurements, series: [series])
    }

    private static func advice(_ input: Double) -> String {
        (0.1...10).contains(input)
            ? "Initialise by fan-in (he for relu, glorot for tanh and the last layer), or "
                + "normalise between the layers (batch-norm)."
            : "The signal begins with a root mean square of \(Figure.text(input)): give it about "
                + "unit scale there first (`normalize: standard`; an embedding's initializer)."
    }

    /// The input and the pre-activations; ids have no size, so there it begins with the embedding.
    /// A normalization that stands before a layer is a place of its own.
    private static func places(_ activations: [Activation], inputs: Tensor) -> [Place] {
        let found = PreActivation.all(activations)
        var places = [Place(name: "input", size: size(inputs), isSet: true)]
        for activation in activations {
            if activation.layer is Embedding {
                places = [Place(name: "input", size: size(activation.output), isSet: true)]
            } else if let own = found.first(where: { $0.path == activation.path }) {
                places.append(
                    Place(name: own.path, size: size(own.output), isSet: own.setsSize))
            } else if PreActivation.isNormalization(activation.layer) {
                places.append(
                    Place(name: activation.path, size: size(activation.output), isSet: true))
            }
        }
        return places
    }

    private static func size(_ tensor: Tensor) -> Double {
        Statistics.rootMeanSquare(tensor.scalars)
    }

    /// How far a ratio is from 1, in either direction.
    private static func distance(_ ratio: Double) -> Double {
        ratio > 0 && ratio.isFinite ? max(ratio, 1 / ratio) : .infinity
    }
}
