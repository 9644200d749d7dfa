package import Experiments
package import Jobs
package import Networks
internal import Tensors
internal import Training

/// What can be seen of a network that takes pictures: the weights of its first layer, as pictures
/// of what they answer to, and what its layers make of one picture.
package struct NetworkPictures {
    /// Weights as pictures, each [height, width, channels], the first of all units.
    struct Filters {
        /// The layer's path, such as `0`.
        let path: String
        /// How many units the layer has.
        let count: Int
        let shape: [Int]
        let tiles: [[Float]]
        /// `filters`, or of a dense layer `units`.
        let noun: String

        func picture(_ when: String) -> Picture {
            let shown =
                tiles.count < count ? "the first \(tiles.count) of \(count)" : "the \(count)"
            return PictureSheet(tiles, shape: shape).picture(
                "\(shown) \(noun) of layer \(path) \(when): grey is 0", .signed)
        }
    }

    private static let mostTiles = 32
    private static let mostMaps = 16
    private static let mostLayers = 3

    private let activations: [Activation]
    private let input: Tensor

    /// Looks at what a network makes of one row, [1, …]; nil where the row is no picture.
    init?(_ network: Network, row: Tensor) {
        guard row.rank == 4, row.shape[1] > 1, row.shape[2] > 1 else { return nil }
        input = row
        activations = network.activations(row)
    }

    /// What `preflight evaluate` shows of weights.
    package static func pictures(of network: Network, on recipe: Recipe) -> [Picture] {
        guard recipe.validation.count > 0,
            let seen = NetworkPictures(network, row: recipe.validation.rows([0]).inputs)
        else { return [] }
        return (seen.filters.map { [$0.picture("as pictures")] } ?? [])
            + seen.maps("the first validation row")
    }

    /// The weights of the first layer that has any; nil where they are no pictures, such as those
    /// of a single pixel.
    var filters: Filters? {
        let first = activations.first { activation in
            activation.layer is Conv2d || activation.layer is Linear
        }
        switch first?.layer {
        case let layer as Conv2d where layer.kernel.height * layer.kernel.width > 1:
            return filters(
                first?.path ?? "", layer.weight, Array(layer.weight.shape.dropFirst()), "filters")
        case let layer as Linear where layer.inputs == input.count:
            return filters(
                first?.path ?? "", layer.weight, Array(input.shape.dropFirst()), "units")
        default: return nil
        }
    }

    private func filters(
        _ path: String, _ weight: Parameter, _ shape: [Int], _ noun: String
    ) -> Filters {
        let size = shape.reduce(1, *)
        let most = shape[2] == 3 ? Self.mostTiles / 2 : Self.mostTiles
        let values = weight.value.converted(to: .float32).scalars
        let shown = min(weight.shape[0], most)
        return Filters(
            path: path, count: weight.shape[0], shape: shape,
            tiles: (0..<shown).map { Array(values[$0 * size..<($0 + 1) * size]) }, noun: noun)
    }

    /// The row itself, and up to three layers' maps of it, each sheet from black (0) to white: of
    /// the activations behind convolutions, the first, the last and one between.
    func maps(_ row: String) -> [Picture] {
        let shape = Array(input.shape.dropFirst())
        let itself = PictureSheet([input.converted(to: .float32).scalars], shape: shape)
            .picture(row, .stretched)
        let layers = mapped
        guard !layers.isEmpty else { return [itself] }
        let chosen = Set([0, layers.count / 2, layers.count - 1]).sorted().prefix(Self.mostLayers)
        return [itself] + chosen.map { sheet(layers[$0], row) }
    }

    private var mapped: [Activation] {
        let spatial = activations.indices.filter { index in
            let shape = activations[index].output.shape
            return shape.count == 4 && shape[1] * shape[2] > 1
        }
        let rectified = spatial.filter {
            activations[$0].layer.outputRange?.rows == .free
                && activations[..<$0].contains { $0.layer is Conv2d }
        }
        let plain = spatial.filter { activations[$0].layer is Conv2d }
        return (rectified.isEmpty ? plain : rectified).map { activations[$0] }
    }

    private func sheet(_ activation: Activation, _ row: String) -> Picture {
        let shape = activation.output.shape
        let values = activation.output.converted(to: .float32).scalars
        let shown = min(shape[3], Self.mostMaps)
        let tiles = (0..<shown).map { map in
            stride(from: map, to: values.count, by: shape[3]).map { values[$0] }
        }
        let isSigned = (values.min() ?? 0) < 0
        let extent = shown < shape[3] ? "\(shown) of \(shape[3])" : "the \(shown)"
        return PictureSheet(tiles, shape: [shape[1], shape[2], 1]).picture(
            "\(extent) maps of \(row) by layer \(activation.path) "
                + "(\(type(of: activation.layer))): \(isSigned ? "grey" : "black") is 0",
            isSigned ? .signed : .positive)
    }
}
