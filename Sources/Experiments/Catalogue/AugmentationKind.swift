internal import Jobs
internal import Training

/// One random change of training images, and its keys.
struct AugmentationKind: Catalogued {
    let component: ComponentKind
    let make: @Sendable (Settings) -> Augmentation.Step

    private init(
        _ name: String, synonyms: [String] = [], settings: [Setting], shorthand: String? = nil,
        objection: @escaping @Sendable (Settings) -> String? = { _ in nil },
        make: @escaping @Sendable (Settings) -> Augmentation.Step
    ) {
        component = ComponentKind(
            name: name, synonyms: synonyms, settings: settings, shorthand: shorthand,
            objection: objection)
        self.make = make
    }

    static let randomCrop = AugmentationKind(
        "random-crop", synonyms: ["crop", "shift", "translate"],
        settings: [
            .required(
                "padding", "how many pixels an image moves at most", .integer(1...4096),
                synonyms: ["pixels", "pad"])
        ],
        shorthand: "padding", make: { .randomCrop(padding: $0.integer("padding")) })

    static let horizontalFlip = AugmentationKind(
        "horizontal-flip", synonyms: ["flip", "random-flip", "mirror", "hflip"],
        settings: [
            .optional(
                "probability", .number(.unit), standard: .real(0.5), synonyms: ["p", "rate"])
        ],
        shorthand: "probability",
        make: { .horizontalFlip(probability: $0.number("probability")) })

    static let cutout = AugmentationKind(
        "cutout", synonyms: ["random-erasing", "erase", "cut-out"],
        settings: [
            .required(
                "size", "the side of the square in pixels", .integer(1...4096),
                synonyms: ["length", "side"])
        ],
        shorthand: "size", make: { .cutout(size: $0.integer("size")) })

    static let colorJitter = AugmentationKind(
        "color-jitter", synonyms: ["colour-jitter", "jitter", "brightness", "contrast"],
        settings: ["brightness", "contrast", "saturation"].map {
            .optional($0, .number(.notNegative), standard: .integer(0))
        },
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
    static let augmentations = Catalogue(
        noun: "augmentation", entries: [.randomCrop, .horizontalFlip, .cutout, .colorJitter])
}
