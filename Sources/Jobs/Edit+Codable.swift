extension Edit: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case set, replace, insertLayer, removeLayer, initializeAll, switchOff, normalize
        case batchSize, epochs, precision, clipNorm, damage, initializationSeed
    }

    private struct Setting: Codable {
        var component: Component
        var key: String
        var value: SettingValue
    }

    private struct Replacement: Codable {
        var component: Component
        var with: ComponentSpecification
    }

    private struct Insertion: Codable {
        var at: String
        var layer: ComponentSpecification
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("edit", from: decoder)
        switch choice.tag {
        case .set:
            let edit = try choice.value(Setting.self)
            self = .set(edit.component, key: edit.key, value: edit.value)
        case .replace:
            let edit = try choice.value(Replacement.self)
            self = .replace(edit.component, with: edit.with)
        case .insertLayer:
            let edit = try choice.value(Insertion.self)
            self = .insertLayer(at: edit.at, edit.layer)
        case .removeLayer: self = .removeLayer(at: try choice.value())
        case .initializeAll: self = .initializeAll(try choice.value())
        case .switchOff: self = .switchOff(try choice.value())
        case .normalize: self = .normalize(try choice.value())
        case .batchSize: self = .batchSize(try choice.value())
        case .epochs: self = .epochs(try choice.value())
        case .precision: self = .precision(try choice.value())
        case .clipNorm: self = .clipNorm(try choice.value())
        case .damage: self = .damage(try choice.value())
        case .initializationSeed: self = .initializationSeed(try choice.value())
        }
    }

    /// Writes an object of one key, such as `{"batchSize": 32}` or
    /// `{"set": {"component": "optimizer", "key": "weight-decay", "value": 0}}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .set(let component, let key, let value):
            try Tag.set.encode(
                Setting(component: component, key: key, value: value), to: encoder)
        case .replace(let component, let other):
            try Tag.replace.encode(Replacement(component: component, with: other), to: encoder)
        case .insertLayer(let path, let layer):
            try Tag.insertLayer.encode(Insertion(at: path, layer: layer), to: encoder)
        case .removeLayer(let path): try Tag.removeLayer.encode(path, to: encoder)
        case .initializeAll(let initializer):
            try Tag.initializeAll.encode(initializer, to: encoder)
        case .switchOff(let feature): try Tag.switchOff.encode(feature, to: encoder)
        case .normalize(let kind): try Tag.normalize.encode(kind, to: encoder)
        case .batchSize(let rows): try Tag.batchSize.encode(rows, to: encoder)
        case .epochs(let count): try Tag.epochs.encode(count, to: encoder)
        case .precision(let precision): try Tag.precision.encode(precision, to: encoder)
        case .clipNorm(let norm): try Tag.clipNorm.encode(norm, to: encoder)
        case .damage(let fault): try Tag.damage.encode(fault, to: encoder)
        case .initializationSeed(let seed):
            try Tag.initializationSeed.encode(seed, to: encoder)
        }
    }
}

extension Edit.Component: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case optimizer, schedule, loss, layer
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("component of an edit", from: decoder)
        self =
            switch choice.tag {
            case .optimizer: try choice.bare(.optimizer)
            case .schedule: try choice.bare(.schedule)
            case .loss: try choice.bare(.loss)
            case .layer: .layer(try choice.value())
            }
    }

    /// Writes `"optimizer"`, `"schedule"`, `"loss"` or `{"layer": PATH}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .optimizer: try Tag.optimizer.encode(to: encoder)
        case .schedule: try Tag.schedule.encode(to: encoder)
        case .loss: try Tag.loss.encode(to: encoder)
        case .layer(let path): try Tag.layer.encode(path, to: encoder)
        }
    }
}
