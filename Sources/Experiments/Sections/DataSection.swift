internal import Jobs

/// Reads the section `data`.
struct DataSection {
    private let members: Members
    private let format: DataFormat

    /// Returns what the section says; nil after a complaint.
    static func read(_ field: Field) -> DataSpecification? {
        guard let format = format(field) else { return nil }
        let keys =
            [Key(name: "format")] + format.keys + [
                Key(name: "classes", synonyms: ["num-classes", "num_classes", "n_classes"]),
                Key(name: "shape", synonyms: ["input-shape", "size", "image-size"]),
                Key(name: "validation", synonyms: ["split", "val", "test", "validation-split"]),
                Key(
                    name: "normalize", synonyms: ["normalise", "normalization", "scale"]),
                Key(name: "divide-targets", synonyms: ["target-scale"]),
                Key(name: "augment", synonyms: ["augmentation", "augmentations", "transforms"]),
            ]
        guard let members = Members(field, keys: keys) else { return nil }
        return DataSection(members: members, format: format).specification()
    }

    private static func format(_ field: Field) -> DataFormat? {
        guard case .mapping(let entries) = field.node.content else {
            field.refuse(allowed: "a mapping with the key format and those of the format")
            return nil
        }
        let names = DataFormat.all.map(\.name)
        guard let entry = entries.first(where: { $0.key == "format" }) else {
            field.failAtKey("\"format\" is missing: one of \(names.joined(separator: ", "))")
            return nil
        }
        let member = Field(
            entry.value, path: "\(field.path).format", keyPlace: entry.place,
            diagnostics: field.diagnostics)
        return member.word(of: names).flatMap(DataFormat.named)
    }

    private func specification() -> DataSpecification? {
        let source = format.read(members)
        let classes = members["classes"].map { $0.integer(in: 2...Int(Int32.max)) }
        let isSequence = source?.settings["layout"] == .text("sequence")
        let shape = members["shape"].map { Self.shape($0, isSequence: isSequence) }
        if format.name == "text", let field = members["shape"] {
            field.failAtKey("does not belong to the format text: \"length\" says it")
        }
        for key in ["shape", "classes"] where format.mustState.contains(key) {
            let meaning = key == "shape" ? "[height, width, channels] of one input" : "an integer"
            _ = members.required(key, meaning)
        }
        let validation = members["validation"].map(self.validation) ?? .fraction(0.2)
        let normalization = members["normalize"].map(NormalizationField.read) ?? Optional.none
        let divisor = members["divide-targets"].map { $0.number(in: .positive) }
        let changes = members["augment"].map(Self.augmentation) ?? []
        guard var source, let validation else { return nil }
        if let divisor = divisor ?? nil {
            source.settings["divide-targets"] = .scalar(ParameterValue(number: divisor))
        }
        return DataSpecification(
            format: format.name, path: source.path, inputs: source.inputs,
            targets: source.targets, classes: (classes ?? nil) ?? format.standardClasses,
            shape: shape ?? nil, validation: validation, normalization: normalization ?? .none,
            augmentation: changes, settings: source.settings)
    }

    private static func augmentation(_ field: Field) -> [ComponentSpecification] {
        guard let elements = field.elements else {
            field.refuse(
                allowed: "a list of \(Catalogue.augmentations.names.joined(separator: ", "))")
            return []
        }
        return elements.compactMap { Catalogue.augmentations.read($0) }
    }

    private static func shape(_ field: Field, isSequence: Bool) -> [Int]? {
        let allowed =
            isSequence
            ? "[length, features], as \"layout: sequence\" says"
            : "[features], [height, width] or [height, width, channels]"
        guard let elements = field.elements, (isSequence ? 2...2 : 1...3).contains(elements.count)
        else {
            field.refuse(allowed: allowed)
            return nil
        }
        let shape = elements.compactMap { $0.integer(in: 1...1_048_576) }
        guard shape.count == elements.count else { return nil }
        guard shape.reduce(1, *) <= LayerKind.mostNumbers else {
            field.fail("found \(shape), too many numbers for one input")
            return nil
        }
        return shape
    }

    private func validation(_ field: Field) -> DataSpecification.Validation? {
        let own = format.ownValidation.keys
        let keys = own + ["rows"]
        guard field.isMapping else {
            let words =
                own.isEmpty ? "" : ", or {\(own.map { "\($0): FILE" }.joined(separator: ", "))}"
            guard case .value(let value) = field.node.content, value.number != nil else {
                field.refuse(allowed: "\(NumberRange.insideUnit.words)\(words), or {rows: FILE}")
                return nil
            }
            return field.number(in: .insideUnit).map { .fraction($0) }
        }
        guard let files = Members(field, keys: keys.map { Key(name: $0) }) else { return nil }
        if let rows = files["rows"] {
            if let other = own.first(where: { files[$0] != nil }) {
                field.failAtKey("found both \"rows\" and \"\(other)\"; allowed: one of them")
            }
            return rows.text("a file").map { .rows(file: $0) }
        }
        guard let first = own.first else {
            field.failAtKey("\"rows\" is missing: a file of row numbers")
            return nil
        }
        let inputs = files.required(first, "a file")?.text("a file")
        guard own.count == 2 else { return inputs.map { .files(inputs: $0, targets: nil) } }
        let targets = files.required(own[1], "a file")?.text("a file")
        guard let inputs, let targets else { return nil }
        return .files(inputs: inputs, targets: targets)
    }
}
