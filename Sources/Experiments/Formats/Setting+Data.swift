internal import Components
internal import Datasets
internal import Networks
internal import Training

/// The keys that data formats share.
extension Setting {
    static func format(_ name: String) -> Setting {
        .required("format", "how the data are stored", .word([name]))
    }

    static func classes(isRequired: Bool, standard: Int?) -> Setting {
        Setting(
            name: "classes", meaning: "the number of classes, where targets are no numbers",
            kind: .integer(2...Int(Int32.max)), isRequired: isRequired,
            standard: standard.map { .scalar(.integer($0)) },
            synonyms: ["num-classes", "num_classes", "n_classes"])
    }

    static func shape(isRequired: Bool) -> Setting {
        Setting(
            name: "shape",
            meaning: "of one input, where the data do not say it; [length, features] of a sequence",
            kind: .inputShape, isRequired: isRequired, standard: nil,
            synonyms: ["input-shape", "size", "image-size"])
    }

    static func validation(_ own: DataFormat.OwnValidation) -> Setting {
        .optional(
            "validation", "the share of the rows held out, or files of their own",
            .validation(own), standard: .real(0.2),
            synonyms: ["split", "val", "test", "validation-split"])
    }

    static let normalization = Setting.optional(
        "normalize", "how inputs are scaled, by figures of the training rows", .normalization,
        standard: .text("none"), synonyms: ["normalise", "normalization", "scale"])

    static let targetDivisor = Setting.optional(
        "divide-targets", "targets are divided by this, and classes rounded down",
        .number(.positive), synonyms: ["target-scale"])

    static let augmentation = Setting.optional(
        "augment", "random changes of training images, in order", .augmentations,
        synonyms: ["augmentation", "augmentations", "transforms"])
}

extension SettingKind {
    fileprivate static let inputShape = SettingKind(
        words: "[features], [height, width] or [height, width, channels]"
    ) { field in
        guard let elements = field.elements, (1...3).contains(elements.count) else {
            field.refuse(allowed: "[features], [height, width] or [height, width, channels]")
            return nil
        }
        let shape = elements.compactMap { $0.integer(in: 1...1_048_576) }
        guard shape.count == elements.count else { return nil }
        guard shape.reduce(1, *) <= LayerKind.mostNumbers else {
            field.fail("found \(shape), too many numbers for one input")
            return nil
        }
        return .list(shape.map { .scalar(.integer($0)) })
    }

    fileprivate static let augmentations = SettingKind(
        words: "a list of \(Catalogue.augmentations.names.joined(separator: ", "))"
    ) { field in
        guard let elements = field.elements else {
            field.refuse(
                allowed: "a list of \(Catalogue.augmentations.names.joined(separator: ", "))")
            return nil
        }
        let changes = elements.compactMap { Catalogue.augmentations.read($0) }
        return changes.count == elements.count ? .list(changes.map { .component($0) }) : nil
    }
}
