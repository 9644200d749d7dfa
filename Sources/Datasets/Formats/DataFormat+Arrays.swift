internal import Components

extension DataFormat {
    /// Two IDX files, as MNIST and Fashion-MNIST come.
    static let idx = pairOfFiles(
        "idx", "Two IDX files, plain or compressed, as MNIST and Fashion-MNIST come."
    ) { try .idx(inputs: $0, targets: $1, reading: $2) }

    /// Two NumPy files, each of one array.
    static let npy = pairOfFiles("npy", "Two NumPy files, each of one array.") {
        try .npy(inputs: $0, targets: $1, reading: $2)
    }

    /// Two arrays of one NumPy archive.
    static let npz = DataFormat(
        "npz", "Two arrays of one NumPy archive.",
        keys: [
            .path("the archive"),
            .required(
                "inputs", "what the network sees", .text("the name of an array"), synonyms: ["x"]),
            .required(
                "targets", "what it is to tell", .text("the name of an array"),
                synonyms: ["y", "labels"]),
            .layout(),
        ],
        own: ["layout"], ownValidation: .path, isArchive: true,
        source: {
            Source(
                path: $0.word("path"), inputs: [$0.word("inputs")], targets: [$0.word("targets")])
        },
        read: { request in
            let source = request.source
            return try .npz(
                request.contents(source.path), inputs: source.inputs[0],
                targets: source.targets[0], reading: request.reading)
        })

    private static func pairOfFiles(
        _ name: String, _ summary: String,
        read: @escaping @Sendable (FileContents, FileContents, Reading) throws -> Dataset
    ) -> DataFormat {
        DataFormat(
            name, summary,
            keys: [
                .required(
                    "inputs", "what the network sees", .file, synonyms: ["path", "x", "images"]),
                .required("targets", "what it is to tell", .file, synonyms: ["y", "labels"]),
                .layout(),
            ],
            own: ["layout"], ownValidation: .pair,
            source: { Source(inputs: [$0.word("inputs")], targets: [$0.word("targets")]) },
            read: { request in
                try read(
                    request.contents(request.source.inputs[0]),
                    request.contents(request.source.targets[0]), request.reading)
            })
    }
}
