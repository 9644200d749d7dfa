internal import Components

extension DataFormat {
    /// Files in CIFAR-10's binary format.
    static let cifar10 = DataFormat(
        "cifar10", "Files in CIFAR-10's binary format: images of 32 × 32 × 3 with their labels.",
        keys: [
            .required(
                "inputs", "images with their labels",
                .texts("a file or a list of files") { $0.text("a file") },
                synonyms: ["path", "paths", "files"])
        ],
        ownValidation: .inputs, standardClasses: 10,
        inputShape: { _ in [32, 32, 3] },
        source: { Source(inputs: $0.words("inputs")) },
        read: { request in
            try .cifar10(
                request.source.inputs.map(request.contents),
                classes: request.reading.classes ?? 10,
                mostInMemory: request.reading.mostInMemory)
        })

    /// Random images, or sequences, with random labels: right shapes, no signal.
    static let synthetic = DataFormat(
        "synthetic", "Random inputs with random labels: right shapes, no signal.",
        keys: [
            .required(
                "size", "the number of rows", .integer(2...10_000_000),
                synonyms: ["count", "rows", "samples", "n"]),
            .layout(["sequence"]),
        ],
        own: ["size", "layout"], ownValidation: .none, mustState: ["classes", "shape"],
        source: { _ in Source() },
        read: { request in
            let reading = request.reading
            let shape = reading.shape ?? [1, 1, 1]
            let isTable = shape.count == 1
            let image = isTable ? [1, 1, shape[0]] : shape.count == 2 ? shape + [1] : shape
            let data = try Dataset.syntheticImages(
                count: min(request.settings.integer("size"), reading.firstRows ?? .max),
                height: image[0], width: image[1],
                channels: image[2], classes: reading.classes ?? 2, key: request.key("synthetic"))
            guard isTable || reading.layout == .sequence else { return data }
            return Dataset(inputs: data.inputs, inputShape: shape, targets: data.targets)
        })
}
