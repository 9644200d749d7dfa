public import Jobs

extension Edit {
    /// What the edit does, in a few words for messages.
    public var words: String {
        switch self {
        case .set(let component, let key, _): "set \(key) of \(component.words)"
        case .replace(let component, let other): "replace \(component.words) by \(other.kind)"
        case .insertLayer(let path, let layer): "insert \(layer.kind) at \(path)"
        case .removeLayer(let path): "remove layer \(path)"
        case .initializeAll(let initializer): "initialize all by \(initializer.kind)"
        case .switchOff(let feature): "switch off \(feature.rawValue)"
        case .normalize: "change normalize"
        case .batchSize(let size): "batch size \(size)"
        case .epochs(let count): "\(count) epochs"
        case .precision(let precision): "precision \(precision.rawValue)"
        case .clipNorm(let norm): "clip to the norm \(norm)"
        case .damage(let fault): "damage data: \(fault.kind.rawValue)"
        case .initializationSeed(let seed): "initialization seed \(seed)"
        }
    }
}

extension Edit.Component {
    fileprivate var words: String {
        switch self {
        case .optimizer: "the optimizer"
        case .schedule: "the schedule"
        case .loss: "the loss"
        case .layer(let path): "layer \(path)"
        }
    }
}
