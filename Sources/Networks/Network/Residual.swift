internal import Components
public import Tensors

/// A residual block: y = f(x) + s(x), where s is the identity unless a shortcut is given.
///
/// Source: He et al., Deep Residual Learning for Image Recognition (2015), arXiv 1512.03385.
public struct Residual: Layer {
    public let layers: Sequential
    public let shortcut: Sequential?

    public init(_ layers: Sequential, shortcut: Sequential? = nil) {
        self.layers = layers
        self.shortcut = shortcut
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        let output = layers(input, mode: mode.substream(0))
        guard let shortcut else { return output + input }
        return output + shortcut(input, mode: mode.substream(1))
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        let output = try layers.outputShape(for: inputShape)
        let other = try shortcut?.outputShape(for: inputShape) ?? inputShape
        guard output == other else {
            throw ShapeError(
                "adds \(output) of its layers and \(other) of its shortcut: they must agree")
        }
        return output
    }

    public func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer {
        Residual(layers.replacing(replacement), shortcut: shortcut?.replacing(replacement))
    }

    public func activations(_ input: Tensor, mode: Mode, path: String) -> [Activation] {
        var result = layers.activations(input, mode: mode.substream(0), path: path + ".layers")
        var sum = result.last?.output ?? input
        if let shortcut {
            let side = shortcut.activations(
                input, mode: mode.substream(1), path: path + ".shortcut")
            sum = sum + (side.last?.output ?? input)
            result += side
        } else {
            sum = sum + input
        }
        return result + [Activation(path: path, layer: self, input: input, output: sum)]
    }

    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        let straight = try layers.multiplyAdds(for: inputShape)
        return try straight + (shortcut?.multiplyAdds(for: inputShape) ?? 0)
    }
}

extension LayerKind {
    package static let residual = LayerKind(
        component: ComponentKind(
            name: "residual",
            summary:
                "Adds what its layers make of the input to the input or to what a shortcut makes.",
            synonyms: ["skip", "residual-block", "res-block"],
            settings: [
                .required("layers", "the layers beside the shortcut", .layers),
                .optional(
                    "shortcut", "layers beside the others, where the shape changes", .layers,
                    synonyms: ["downsample", "projection", "skip"]),
                .frozen,
            ],
            shorthand: "layers"),
        parts: { [("layers", $0.layers("layers")), ("shortcut", $0.layers("shortcut"))] },
        join: { parts in
            Residual(parts[0], shortcut: parts[1].layers.isEmpty ? nil : parts[1])
        })
}
