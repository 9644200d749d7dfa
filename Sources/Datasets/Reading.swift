/// How arrays become rows of inputs and targets, where the file alone does not settle it.
public struct Reading: Hashable, Sendable {
    /// What the axes of stored inputs are.
    public enum Layout: String, Hashable, Sendable, CaseIterable {
        /// Rows, height, width, channels.
        case channelsLast = "channels-last"
        /// Rows, channels, height, width, as PyTorch stores them.
        case channelsFirst = "channels-first"
        /// Rows, steps, features; without the last axis, one feature a step.
        case sequence
    }

    /// The number of classes; nil where the targets are values.
    public var classes: Int?
    /// The shape of one input, `[features]`, `[length, features]` of a sequence, or `[height,
    /// width, channels]`; nil to take the file's.
    public var shape: [Int]?
    /// nil to tell by the shape: two axes are height and width, and channels are the axis of extent
    /// 1 or 3.
    public var layout: Layout?
    /// The words of the classes where they are settled already, as for validation files.
    public var classNames: [String]?
    /// The tokens of the ids of text where they are settled already, as for validation files.
    public var tokens: [String]?

    /// The columns or keys of inputs and targets where they are settled already, as for validation
    /// files: they are paired by name.
    public var columns: TableOrigin?
    /// How many rows are enough, as where shapes alone are asked for; nil for all.
    public var firstRows: Int?
    /// Inputs that take more bytes as numbers of single precision stay in their file.
    public var mostInMemory: Int

    public init(
        classes: Int? = nil, shape: [Int]? = nil, layout: Layout? = nil,
        classNames: [String]? = nil, tokens: [String]? = nil, mostInMemory: Int = 64 << 20
    ) {
        self.classes = classes
        self.shape = shape
        self.layout = layout
        self.classNames = classNames
        self.tokens = tokens
        self.mostInMemory = mostInMemory
    }
}
