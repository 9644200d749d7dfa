internal import Jobs

extension DataFormat {
    /// Files in CIFAR-10's binary format.
    static let cifar10 = DataFormat(
        name: "cifar10",
        keys: [Key(name: "inputs", synonyms: ["path", "paths", "files"])],
        ownValidation: .inputs,
        standardClasses: 10,
        read: { members in
            guard let field = members.required("inputs", "a file, or a list of files") else {
                return nil
            }
            let fields = field.oneOrMore
            let files = fields.compactMap { $0.text("a file") }
            guard !files.isEmpty else {
                if fields.isEmpty { field.fail("found an empty list; allowed: a file or more") }
                return nil
            }
            return files.count == fields.count ? Source(inputs: files) : nil
        },
        files: { $0.inputs })

    /// Random images, or sequences, with random labels: right shapes, no signal.
    static let synthetic = DataFormat(
        name: "synthetic",
        keys: [Key(name: "size", synonyms: ["count", "rows", "samples", "n"]), layout],
        ownValidation: .none,
        mustState: ["classes", "shape"],
        read: { members in
            guard
                let size = members.required("size", "the number of rows, an integer")?
                    .integer(in: 2...10_000_000)
            else { return nil }
            var source = Source(settings: ["size": .integer(size)])
            readLayout(members, of: ["sequence"], into: &source)
            return source
        },
        files: { _ in [] })
}
