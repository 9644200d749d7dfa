public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I04: the signal keeps its size from layer to layer at the start.
///
/// The root mean square of each layer's pre-activations over the one before, or over what it is fed
/// where a residual sum is more, without dropout: outside 0.15 … 5 warns (140 healthy networks:
/// 0.26 … 4.1, faulty ones to 0.07 and from 5.7); from where size was last set to the last layer
/// outside 0.005 … 200 fails where a short training learns nothing: PyTorch's own initialisation
/// shrinks more through eight layers, and learns. Inputs and embeddings set it, and anew do
/// normalizations, recurrent layers and transformer blocks, into which no ratio is judged. A small
/// last layer is sound, as one of zeros is: there only the growth is judged.
public struct ForwardSignal: Examination {
    public static let name = "forward-signal"
    public static let verifies = "activations neither vanish nor explode from layer to layer"
    public static let explains =
        [
            "backward-signal", "overfit-one-batch", "loss-decreases", InitialLoss.name,
            "initial-predictions",
        ] + Symptoms.ofTraining
    public var expected: String {
        "ratio of consecutive layers \(stepRange), end to end \(wholeRange)"
    }

    private var stepRange: String { "\(Figure.text(warnBelow)) to \(Figure.text(warnAbove))" }
    private var wholeRange: String { "\(Figure.text(failBelow)) to \(Figure.text(failAbove))" }
    public static let tier = 0

    @Threshold(.positive, "a layer's size below this share of the one before warns")
    public var warnBelow = 0.15
    @Threshold(.positive, "a layer's size above this many times the one before warns")
    public var warnAbove = 5.0
    @Threshold(.positive, "a last layer's size below this share of the first fails, if confirmed")
    public var failBelow = 0.005
    @Threshold(.positive, "a last layer's size above this many times the first fails, if confirmed")
    public var failAbove = 200.0

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let recipe = recipe.plain
        let batch = try recipe.sample(256, passes: 1, of: self)
        let activations = recipe.network()
            .activations(batch.inputs, mode: recipe.trainingMode())
        let all = stages(activations, inputs: batch.inputs)
        guard all.count > 1, all[0].size != 0 else {
            return finding(.skipped, "no layer with weights, or inputs that are all 0")
        }
        guard all.count > 2 || all[1].size != 0 else {
            return finding(.passed, "the only layer starts at 0, as it may")
        }
        let series = Series(
            name: "size of the pre-activations", kind: .bar, xLabel: "layer",
            yLabel: "root mean square", x: all.indices.map(Double.init), y: all.map(\.size),
            ticks: all.map(\.name))
        if let broken = all.first(where: { !$0.size.isFinite }) {
            return finding(
                .failed, "\(broken.words) is NaN or infinite",
                advice: "Look at the inputs' scale and missing values, and at this layer's initial "
                    + "weights.", series: [series])
        }
        if all[all.count - 1].size == 0, let dead = all.dropLast().first(where: { $0.size == 0 }) {
            return finding(
                .failed, "\(dead.words) puts out nothing but 0",
                advice: "Its weights are all 0, or all of its units are dead: initialise at random "
                    + "(he for relu, glorot for tanh), with biases of 0.", series: [series])
        }
        return judgement(on: all.filter { $0.size != 0 }, series, recipe)
    }

    private func judgement(
        on stages: [Stage], _ series: Series, _ recipe: Recipe
    ) -> Finding {
        let start = stages.lastIndex(where: \.isSet) ?? 0
        let whole = stages[stages.count - 1].size / stages[start].size
        let judged = stages.indices.dropFirst().filter { !stages[$0].isSet }
        let ratio = { (index: Int) in
            let (own, before) = (stages[index], stages[index - 1])
            // Behind a residual sum the layer before is only a part of what comes in.
            return own.size / (own.size > before.size ? max(before.size, own.fed) : before.size)
        }
        let fault = { (index: Int) in
            Self.distance(index == stages.count - 1 ? max(ratio(index), 1) : ratio(index))
        }
        let worst = judged.max { fault($0) < fault($1) }
        let measurements =
            [
                Measurement(
                    name: "last layer over \(stages[start].words)", value: whole,
                    expected: wholeRange)
            ]
            + (worst.map {
                [Measurement(name: "worst step", value: ratio($0), expected: stepRange)]
            } ?? [])
        let steps = worst.map {
            "\(Figure.text(ratio($0))) times from \(stages[$0 - 1].words) to "
                + "\(stages[$0].words), "
        }
        var words =
            (steps ?? "")
            + "\(Figure.text(whole)) times from \(stages[start].words) to the last layer"
        let isSound =
            worst.map { fault($0) == 1 || ratio($0) >= warnBelow && ratio($0) <= warnAbove } ?? true
        var (isBroken, isOff) = (false, false)
        if !(whole >= failBelow && whole <= failAbove), let memory = ShortMemory(recipe, of: self) {
            words += "; " + memory.words
            isBroken = !memory.learned
            // The layers may well make up for inputs off scale, which are worth a word even so.
            isOff = !(0.1...10).contains(stages[start].size)
        }
        return finding(
            isBroken ? .failed : isSound && !isOff ? .passed : .warned, words,
            advice: advice(stages[0].size), measurements: measurements, series: [series])
    }
}
