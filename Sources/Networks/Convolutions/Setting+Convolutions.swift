internal import Components

/// The keys that convolutions share.
extension Setting {
    static let filters = Setting.required(
        "filters", "the number of output channels", .integer(1...65_536),
        synonyms: ["channels", "out-channels", "out_channels", "features", "outputs"])

    static let groups = Setting.optional(
        "groups", "groups of channels that stay apart; as many as channels: depthwise",
        .integer(1...65_536), standard: .integer(1), synonyms: ["group"])

    /// The window of a convolution of images.
    static let imageWindow = window { .size($0) }

    /// The window of a convolution of sequences.
    static let sequenceWindow = window { .integer($0) }

    private static func window(_ kind: (ClosedRange<Int>) -> SettingKind) -> [Setting] {
        [
            .required(
                "kernel", "the window's size", kind(1...1_024),
                synonyms: ["kernel-size", "kernel_size", "size", "window"]),
            .optional("stride", "how far the window moves", kind(1...1_024), standard: .integer(1)),
            .optional("padding", "zeros around the input", kind(0...1_024), standard: .integer(0)),
            .optional(
                "dilation", "the distance between the window's values", kind(1...1_024),
                standard: .integer(1)),
        ]
    }
}

extension Settings {
    /// The groups of a convolution of so many channels.
    ///
    /// - Throws: ``ShapeError`` where they do not divide the channels and the filters.
    func groups(of channels: Int) throws(ShapeError) -> Int {
        let (groups, filters) = (integer("groups"), integer("filters"))
        guard channels % groups == 0, filters % groups == 0 else {
            throw ShapeError(
                """
                its \(groups) groups must divide its input's \(channels) channels and its \
                \(filters) filters
                """)
        }
        return groups
    }
}
