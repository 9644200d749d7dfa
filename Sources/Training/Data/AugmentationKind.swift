package import Components

/// One random change of training images, and its keys.
package struct AugmentationKind: Catalogued {
    package let component: ComponentKind
    package let make: @Sendable (Settings) -> Augmentation.Step

    private init(
        _ name: String, _ summary: String, synonyms: [String] = [], settings: [Setting],
        shorthand: String? = nil,
        objection: @escaping @Sendable (Settings) -> String? = { _ in nil },
        make: @escaping @Sendable (Settings) -> Augmentation.Step
    ) {
        component = ComponentKind(
            name: name, summary: summary, synonyms: synonyms, settings: settings,
            shorthand: shorthand,
            objection: objection)
        self.make = make
    }

    static let randomCrop = AugmentationKind(
        "random-crop", "Moves the image by up to some pixels each way; 0 fills the border.",
        synonyms: ["crop", "shift", "translate"],
        settings: [
            .required(
                "padding", "how many pixels an image moves at most", .integer(1...4096),
                synonyms: ["pixels", "pad"])
        ],
        shorthand: "padding", make: { .randomCrop(padding: $0.integer("padding")) })

    static let horizontalFlip = AugmentationKind(
        "horizontal-flip", "Mirrors the image left to right.",
        synonyms: ["flip", "random-flip", "mirror", "hflip"],
        settings: [
            .optional(
                "probability", "the share of images mirrored", .number(.unit), standard: .real(0.5),
                synonyms: ["p", "rate"])
        ],
        shorthand: "probability",
        make: { .horizontalFlip(probability: $0.number("probability")) })

    static let cutout = AugmentationKind(
        "cutout", "Sets a square of the image to 0 (DeVries and Taylor 2017).",
        synonyms: ["random-erasing", "erase", "cut-out"],
        settings: [
            .required(
                "size", "the side of the square in pixels", .integer(1...4096),
                synonyms: ["length", "side"])
        ],
        shorthand: "size", make: { .cutout(size: $0.integer("size")) })

    static let colorJitter = AugmentationKind(
        "color-jitter", "Changes brightness, contrast and saturation at random.",
        synonyms: ["colour-jitter", "jitter", "brightness", "contrast"],
        settings: [
            .optional(
                "brightness", "up to ± this is added", .number(.notNegative),
                standard: .integer(0)),
            .optional(
                "contrast", "distances from the image's mean change by up to ± this share",
                .number(.notNegative), standard: .integer(0)),
            .optional(
                "saturation", "those of colours from each pixel's mean", .number(.notNegative),
                standard: .integer(0)),
        ],
        objection: { settings in
            ["brightness", "contrast", "saturation"].allSatisfy { settings.number($0) == 0 }
                ? "all of \"brightness\", \"contrast\" and \"saturation\" are 0: nothing changes"
                : nil
        },
        make: {
            .colorJitter(
                brightness: $0.number("brightness"), contrast: $0.number("contrast"),
                saturation: $0.number("saturation"))
        })
}

extension Catalogue where Entry == AugmentationKind {
    package static let augmentations = Catalogue(
        noun: "augmentation", entries: [.randomCrop, .horizontalFlip, .cutout, .colorJitter])
}
