internal import Jobs

extension DataFormat {
    /// Two IDX files, as MNIST and Fashion-MNIST come.
    static let idx = pairOfFiles(
        "idx", "Two IDX files, plain or compressed, as MNIST and Fashion-MNIST come.")

    /// Two NumPy files, each of one array.
    static let npy = pairOfFiles("npy", "Two NumPy files, each of one array.")

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
        ownValidation: .path,
        source: {
            Source(
                path: $0.word("path"), inputs: [$0.word("inputs")], targets: [$0.word("targets")],
                own: ["layout"])
        },
        files: { [$0.path] })

    private static func pairOfFiles(_ name: String, _ summary: String) -> DataFormat {
        DataFormat(
            name, summary,
            keys: [
                .required(
                    "inputs", "what the network sees", .file, synonyms: ["path", "x", "images"]),
                .required("targets", "what it is to tell", .file, synonyms: ["y", "labels"]),
                .layout(),
            ],
            ownValidation: .pair,
            source: {
                Source(inputs: [$0.word("inputs")], targets: [$0.word("targets")], own: ["layout"])
            },
            files: { $0.inputs + $0.targets })
    }
}
