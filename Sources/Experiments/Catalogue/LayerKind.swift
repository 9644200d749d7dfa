internal import Jobs
internal import Networks
internal import Randomness

/// One kind of layer: its keys, and what it makes of the shape of one example.
///
/// Shapes are `[features]`, `[length, features]` or `[height, width, channels]`. A new layer is one
/// value of this type in a file of its own, and its line in `Catalogue.layers`.
struct LayerKind: Catalogued {
    enum Input: Sendable {
        case features, images, any
        case sequences
        /// `[features]`, or `[length, features]` step by step.
        case vectors
    }

    typealias Shape = [Int]

    /// How a layer comes about.
    enum Making: Sendable {
        /// For one example's input shape, its initial weights drawn from a key.
        case alone(@Sendable (Settings, Shape, RandomKey) -> any Layer)
        /// From the lists inside it, in the order of `parts`.
        case joining(@Sendable ([Sequential]) -> any Layer)
    }

    let component: ComponentKind
    /// What the layer takes; checked before `shape` is asked.
    var input = Input.any
    /// The output's shape for an input of the right rank.
    var shape: @Sendable (Settings, Shape) throws(ShapeProblem) -> Shape = { _, input in input }
    /// The output's shape where the input's is not known yet; nil where it depends on that.
    var shapeOfUnknown: @Sendable (Settings) -> Shape? = { _ in nil }
    /// How many numbers training may change in the layer itself, given the input's shape.
    var ownParameterCount: @Sendable (Settings, Shape) -> Int = { _, _ in 0 }
    /// The named lists of layers inside this one; each takes the layer's input.
    var parts: @Sendable (Settings) -> [(name: String, layers: LayerList)] = { _ in [] }
    /// Whether the layer is but one list of others.
    var isSequence = false
    let making: Making

    /// A layer of its own.
    init(
        component: ComponentKind, input: Input = .any,
        shape: @escaping @Sendable (Settings, Shape) throws(ShapeProblem) -> Shape = { $1 },
        shapeOfUnknown: @escaping @Sendable (Settings) -> Shape? = { _ in nil },
        ownParameterCount: @escaping @Sendable (Settings, Shape) -> Int = { _, _ in 0 },
        make: @escaping @Sendable (Settings, Shape, RandomKey) -> any Layer
    ) {
        self.component = component
        self.input = input
        self.shape = shape
        self.shapeOfUnknown = shapeOfUnknown
        self.ownParameterCount = ownParameterCount
        making = .alone(make)
    }

    /// A layer of other layers.
    init(
        component: ComponentKind,
        shape: @escaping @Sendable (Settings, Shape) throws(ShapeProblem) -> Shape,
        parts: @escaping @Sendable (Settings) -> [(name: String, layers: LayerList)],
        isSequence: Bool = false, join: @escaping @Sendable ([Sequential]) -> any Layer
    ) {
        self.component = component
        self.shape = shape
        self.parts = parts
        self.isSequence = isSequence
        making = .joining(join)
    }

    /// More numbers than this in one example's activations or one model's parameters are refused.
    static let mostNumbers = 1 << 31

    /// Returns the output's shape for the input's; nil where the input's is unknown and decides.
    func outputShape(_ settings: Settings, _ shape: Shape?) throws(ShapeProblem) -> Shape? {
        guard let shape else { return shapeOfUnknown(settings) }
        try check(shape)
        let output = try self.shape(settings, shape)
        guard output.reduce(1, *) <= Self.mostNumbers else {
            throw ShapeProblem("its output \(output) is too large to compute")
        }
        return output
    }

    /// How many numbers training may change, those of the layers inside included.
    func parameterCount(_ settings: Settings, _ shape: Shape) -> Int {
        parts(settings).reduce(ownParameterCount(settings, shape)) {
            $0 + $1.layers.parameterCount(shape)
        }
    }

    private func check(_ shape: Shape) throws(ShapeProblem) {
        switch input {
        case .any: return
        case .features:
            if shape.count == 1 { return }
            throw ShapeProblem("takes [features], but its input is \(shape): put flatten before it")
        case .vectors:
            if shape.count <= 2 { return }
            throw ShapeProblem(
                "takes [features] or [length, features], but its input is \(shape): put flatten "
                    + "before it")
        case .images:
            if shape.count == 3 { return }
            throw ShapeProblem(
                "takes images [height, width, channels], but its input is \(shape)")
        case .sequences:
            if shape.count == 2 { return }
            throw ShapeProblem(
                "takes sequences [length, features], but its input is \(shape)")
        }
    }
}

extension Setting {
    /// Keys of every layer with weights and biases.
    static let weights = weights(ComponentSpecification(kind: "he"))

    /// The same with another initializer where the file names none.
    static func weights(_ standard: ComponentSpecification) -> [Setting] {
        [
            initializer(standard),
            .optional(
                "bias-initializer", "how the biases start, else at what the initializer says",
                .component(.initializers), synonyms: ["bias-init"]),
            frozen,
        ]
    }

    static func initializer(_ standard: ComponentSpecification) -> Setting {
        Setting(
            name: "initializer", meaning: "how the weights start", kind: .component(.initializers),
            isRequired: false, standard: .component(standard),
            synonyms: ["init", "kernel-initializer", "weight-initializer"])
    }

    static let frozen = Setting.optional(
        "frozen", "whether training leaves the layer's numbers as they are", .flag,
        standard: .flag(false), synonyms: ["trainable", "freeze"])

    static let bias = Setting.optional(
        "bias", "whether a bias is added", .flag, standard: .flag(true), synonyms: ["use-bias"])
}
