package import Components
internal import Randomness

/// One kind of layer that a file can name: its keys, and how a layer is made of them.
///
/// Shapes are `[features]`, `[length, features]` or `[height, width, channels]`. The kind stands in
/// the layer's own file; shapes and parameters are asked of the layer, which costs nothing to make:
/// initial values are drawn when they are first read.
package struct LayerKind: Catalogued {
    package typealias Shape = [Int]

    /// What a layer takes; checked before one is made.
    package enum Input: Sendable {
        case features, images, any
        case sequences
        /// `[features]`, or `[length, features]` step by step.
        case vectors
    }

    /// What a layer does with an input of ids.
    package enum Ids: Sendable {
        /// Takes them as the numbers that they are not.
        case unaware
        /// Looks their vectors up; `rows` says how many there are.
        case taken
        /// Passes them on.
        case passed
    }

    /// How a layer comes about.
    enum Making: Sendable {
        /// For one example's input shape, its initial weights drawn from a key.
        case alone(@Sendable (Settings, Shape, RandomKey) throws(ShapeError) -> any Layer)
        /// From the lists inside it, in the order of `parts`.
        case joining(@Sendable ([Sequential]) -> any Layer)
    }

    package let component: ComponentKind
    package let ids: Ids
    /// The named lists of layers inside this one; each takes the layer's input.
    let parts: @Sendable (Settings) -> [(name: String, layers: LayerList)]
    /// Whether the layer is but one list of others.
    package let isSequence: Bool
    let making: Making
    private let input: Input

    /// A layer of its own.
    init(
        component: ComponentKind, input: Input = .any, ids: Ids = .unaware,
        make: @escaping @Sendable (Settings, Shape, RandomKey) throws(ShapeError) -> any Layer
    ) {
        self.component = component
        self.input = input
        self.ids = ids
        parts = { _ in [] }
        isSequence = false
        making = .alone(make)
    }

    /// A layer of other layers.
    init(
        component: ComponentKind,
        parts: @escaping @Sendable (Settings) -> [(name: String, layers: LayerList)],
        isSequence: Bool = false, join: @escaping @Sendable ([Sequential]) -> any Layer
    ) {
        self.component = component
        input = .any
        ids = .unaware
        self.parts = parts
        self.isSequence = isSequence
        making = .joining(join)
    }

    /// More numbers than this in one example's activations or one model's parameters are refused.
    package static let mostNumbers = 1 << 31

    /// Returns what a layer puts out.
    func outputShape(of layer: any Layer, for shape: Shape) throws(ShapeError) -> Shape {
        let output = try layer.outputShape(for: shape)
        guard output.reduce(1, *) <= Self.mostNumbers else {
            throw ShapeError("its output \(output) is too large to compute")
        }
        return output
    }

    /// Throws where an input has another rank than the layer takes.
    func check(_ shape: Shape) throws(ShapeError) {
        switch input {
        case .any: return
        case .features:
            if shape.count == 1 { return }
            throw ShapeError("takes [features], but its input is \(shape): put flatten before it")
        case .vectors:
            if shape.count <= 2 { return }
            throw ShapeError(
                "takes [features] or [length, features], but its input is \(shape): put flatten "
                    + "before it")
        case .images:
            if shape.count == 3 { return }
            throw ShapeError(
                "takes images [height, width, channels], but its input is \(shape)")
        case .sequences:
            if shape.count == 2 { return }
            throw ShapeError(
                "takes sequences [length, features], but its input is \(shape)")
        }
    }
}
