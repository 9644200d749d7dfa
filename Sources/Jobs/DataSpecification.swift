/// Where an experiment's data come from and how they are prepared.
public struct DataSpecification: Hashable, Sendable, Codable {
    /// Which rows training is judged on: a seeded fraction of the rows, files of their own, or the
    /// first rows of the file trained on and the rest held out.
    public enum Validation: Hashable, Sendable {
        case fraction(Double)
        case files(inputs: String, targets: String?)
        /// The rows listed are held out (zero-based); for splits that another tool made.
        case rows(file: String)
    }

    /// How inputs are scaled, always with figures of the training rows alone.
    public enum Normalization: Hashable, Sendable {
        case none
        /// To 0 ... 1 by the smallest and largest value.
        case unit
        /// To mean 0 and standard deviation 1 by feature (tables) or by channel (images).
        case standard
        /// By figures that the file gives: one of each, or one per feature or channel.
        case given(mean: [Double], deviation: [Double])
    }

    /// `idx`, `npz`, `npy`, `csv`, `synthetic`, ….
    public var format: String
    /// Paths as written in the experiment file, relative to it; empty for synthetic data.
    public var path: String
    /// Array name, columns or file of the inputs, by format.
    public var inputs: [String]
    /// Array name, column or file of the targets, by format.
    public var targets: [String]
    /// The number of classes; nil for regression.
    public var classes: Int?
    /// The shape of one input as height, width, channels, where the file does not say it.
    public var shape: [Int]?
    public var validation: Validation
    public var normalization: Normalization
    /// Random changes of training images, in order.
    public var augmentation: [ComponentSpecification]
    /// Settings that only one format knows, such as a synthetic set's size.
    public var settings: [String: SettingValue]
    /// What is spoiled as the data are prepared: nil but where an edit planted it.
    public var faults: [DataFault]?

    public init(
        format: String, path: String = "", inputs: [String] = [], targets: [String] = [],
        classes: Int? = nil, shape: [Int]? = nil, validation: Validation = .fraction(0.2),
        normalization: Normalization = .none, augmentation: [ComponentSpecification] = [],
        settings: [String: SettingValue] = [:]
    ) {
        self.format = format
        self.path = path
        self.inputs = inputs
        self.targets = targets
        self.classes = classes
        self.shape = shape
        self.validation = validation
        self.normalization = normalization
        self.augmentation = augmentation
        self.settings = settings
    }
}
