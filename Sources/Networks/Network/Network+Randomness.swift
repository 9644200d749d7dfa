internal import Tensors

extension Network {
    /// Whether dropout at a rate above 0 is anywhere in it, inside of blocks too: then no two
    /// passes in training mode are alike.
    public var isRandomInTraining: Bool { Self.dropsOut(body) }

    private static func dropsOut(_ value: Any) -> Bool {
        switch value {
        case is Parameter: false
        case let dropout as Dropout: dropout.rate > 0
        case let dropout as Dropout2d: dropout.rate > 0
        default: Mirror(reflecting: value).children.contains { dropsOut($0.value) }
        }
    }
}

extension Network {
    /// Whether it has running statistics, as batch normalization has: at first they are those of no
    /// data.
    public var hasRunningStatistics: Bool { parameters.contains { !$0.parameter.isTrainable } }
}
