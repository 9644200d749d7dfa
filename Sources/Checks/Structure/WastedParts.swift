public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// M06 and M10: what costs and brings nothing: a bias whose layer's outputs a normalization takes
/// the mean of again, which is told, a pooling over single pixels, and convolutions that see hardly
/// anything of a picture before all positions are pooled into one, which warn.
///
/// Judged by what really follows in the network: the normalization is given the very outputs, and
/// what a position sees is the extent of its gradient by the pixels.
public struct WastedParts: Examination {
    public static let name = "wasted-parts"
    public static let verifies = "no layer's work is undone by the next"
    public var expected: String { "no pooling of one pixel; biases before normalizations are told" }
    public static let tier = 0

    @Threshold(.unit, "a smaller share of a picture's height and width, seen by a position, warns")
    public var leastSeen = 0.2

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let rows = try recipe.sample(2, passes: 4, least: 1, of: self)
        let layers = recipe.network().activations(rows.inputs)
        let biased = layers.indices.dropLast().filter { index in
            let next = layers[index + 1]
            return layers[index].layer.signalRole == .product
                && next.layer is any BatchNormalization
                && next.input.scalars == layers[index].output.scalars
                && Network(layers[index].layer).parameters.contains { $0.name == "bias" }
        }
        let idle = layers.filter { layer in
            switch layer.layer {
            case let pool as MaxPool2d: pool.kernel == 1 && pool.stride == 1
            case let pool as AvgPool2d: pool.kernel == 1 && pool.stride == 1
            default: false
            }
        }
        let field = ReceptiveField(recipe.network(), rows.inputs)
        let measurements =
            [
                Measurement(name: "biases before a normalization", value: Double(biased.count)),
                Measurement(
                    name: "poolings of one pixel", value: Double(idle.count), expected: "0"),
            ]
            + (field.map {
                [
                    Measurement(
                        name: "share of the picture that a pooled position sees", value: $0.share,
                        expected: "≥ \(Figure.text(leastSeen))")
                ]
            } ?? [])
        if let first = idle.first {
            return finding(
                .warned, "layer \(first.path) pools over single pixels, which changes nothing",
                advice: "Give it a `kernel` of 2 or more, or remove it.",
                measurements: measurements)
        }
        if let field, field.share < leastSeen {
            return finding(
                .warned,
                "where layer \(field.path) pools all positions, each has seen "
                    + "\(field.seen[0]) x \(field.seen[1]) of \(field.size[0]) x "
                    + "\(field.size[1]) pixels",
                advice: "Put poolings, strides or larger kernels before it, or `flatten` in its "
                    + "stead: no shape wider than that can be told from its parts.",
                measurements: measurements)
        }
        return finding(
            .passed,
            biased.isEmpty
                ? "nothing is undone by what follows"
                : "\(biased.count) biases are taken off again by the batch normalization behind, "
                    + "first in layer \(layers[biased[0]].path): `bias: false` saves them",
            measurements: measurements)
    }
}
