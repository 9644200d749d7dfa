internal import Jobs

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
        source: { Source(inputs: $0.words("inputs")) },
        files: { $0.inputs })

    /// Random images, or sequences, with random labels: right shapes, no signal.
    static let synthetic = DataFormat(
        "synthetic", "Random inputs with random labels: right shapes, no signal.",
        keys: [
            .required(
                "size", "the number of rows", .integer(2...10_000_000),
                synonyms: ["count", "rows", "samples", "n"]),
            .layout(["sequence"]),
        ],
        ownValidation: .none, mustState: ["classes", "shape"],
        source: { _ in Source(own: ["size", "layout"]) },
        files: { _ in [] })
}
