internal import Jobs

extension DataFormat {
    /// Two IDX files, as MNIST and Fashion-MNIST come.
    static let idx = pairOfFiles("idx")

    /// Two NumPy files, each of one array.
    static let npy = pairOfFiles("npy")

    /// Two arrays of one NumPy archive.
    static let npz = DataFormat(
        name: "npz",
        keys: [
            Key(name: "path", synonyms: ["file", "data"]), Key(name: "inputs", synonyms: ["x"]),
            Key(name: "targets", synonyms: ["y", "labels"]), layout,
        ],
        ownValidation: .path,
        read: { members in
            let path = members.required("path", "the archive's file")?.text("a file")
            let inputs = members.required("inputs", "the name of the array of inputs")?
                .text("the name of an array")
            let targets = members.required("targets", "the name of the array of targets")?
                .text("the name of an array")
            guard let path, let inputs, let targets else { return nil }
            var source = Source(path: path, inputs: [inputs], targets: [targets])
            readLayout(members, into: &source)
            return source
        },
        files: { [$0.path] })

    private static func pairOfFiles(_ name: String) -> DataFormat {
        DataFormat(
            name: name,
            keys: [
                Key(name: "inputs", synonyms: ["path", "x", "images"]),
                Key(name: "targets", synonyms: ["y", "labels"]), layout,
            ],
            ownValidation: .pair,
            read: { members in
                let inputs = members.required("inputs", "the file of inputs")?.text("a file")
                let targets = members.required("targets", "the file of targets")?.text("a file")
                guard let inputs, let targets else { return nil }
                var source = Source(inputs: [inputs], targets: [targets])
                readLayout(members, into: &source)
                return source
            },
            files: { $0.inputs + $0.targets })
    }
}
