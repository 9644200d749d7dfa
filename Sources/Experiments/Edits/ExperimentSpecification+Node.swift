internal import Jobs

/// A specification as the tree that the reader takes, all parameters at their values and every
/// setting written out; of the data only what edits may change, since data are read once.
extension ExperimentSpecification {
    var node: LocatedNode {
        .mapping([
            ("experiment", .text(name)),
            ("data", data.editedNode),
            ("model", .list(model.map(\.node))),
            ("loss", loss.node),
            ("distillation", distillation?.node),
            ("optimizer", optimizer.node),
            ("schedule", schedule.node),
            ("training", .mapping(training.members)),
            ("seed", .number(of: seed)),
            ("initialization-seed", initializationSeed.map(LocatedNode.number)),
        ])
    }
}

extension DataSpecification {
    fileprivate var editedNode: LocatedNode { .mapping([("normalize", normalization.node)]) }
}

extension DataSpecification.Normalization {
    var node: LocatedNode {
        switch self {
        case .none: .text("none")
        case .unit: .text("unit")
        case .standard: .text("standard")
        case .given(let mean, let deviation):
            .mapping([
                ("mean", .list(mean.map(LocatedNode.number))),
                ("std", .list(deviation.map(LocatedNode.number))),
            ])
        }
    }
}

extension DistillationSpecification {
    fileprivate var node: LocatedNode {
        .mapping([
            (
                "teacher",
                .mapping([
                    ("model", .list(teacher.model.map(\.node))),
                    ("weights", .text(teacher.weights)),
                ])
            ),
            ("temperature", .number(temperature)),
            ("weight", .number(weight)),
        ])
    }
}

extension TrainingSpecification {
    /// The section's keys with their values; nil for what is left out.
    var members: [(String, LocatedNode?)] {
        [
            ("epochs", .integer(epochs)),
            ("batch-size", .integer(batchSize)),
            ("clip-norm", clipNorm.map(LocatedNode.number)),
            ("clip-value", clipValue.map(LocatedNode.number)),
            ("gradient-accumulation", .integer(gradientAccumulation)),
            ("shuffle", .value(.flag(shuffle))),
            ("early-stopping", earlyStopping?.node),
            ("average-decay", averageDecay.map(LocatedNode.number)),
            ("pruning", pruning?.node),
            ("precision", .text(precision.rawValue)),
            ("loss-scale", lossScale?.node),
        ]
    }
}

extension LossScaleSpecification {
    fileprivate var node: LocatedNode {
        switch self {
        case .dynamic: .text("dynamic")
        case .constant(let scale): .number(scale)
        }
    }
}

extension EarlyStoppingSpecification {
    fileprivate var node: LocatedNode {
        .mapping([
            ("metric", .text(metric)), ("patience", .integer(patience)),
            ("minimum-improvement", .number(minimumImprovement)),
        ])
    }
}

extension PruningSpecification {
    fileprivate var node: LocatedNode {
        .mapping([
            ("sparsity", .number(sparsity)),
            ("after-epochs", afterEpochs.map(LocatedNode.integer)),
            ("of", .text(isGlobal ? "all" : "each")),
        ])
    }
}

extension ComponentSpecification {
    /// `kind: {key: value, …}` with every setting.
    var node: LocatedNode {
        .mapping([
            (
                kind,
                .mapping(settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value.node) })
            )
        ])
    }
}

extension SettingValue {
    var node: LocatedNode {
        switch self {
        case .scalar(let value): .value(value)
        case .list(let values): .list(values.map(\.node))
        case .component(let component): component.node
        }
    }
}

extension LocatedNode {
    static func value(_ value: ParameterValue) -> LocatedNode {
        LocatedNode(content: .value(value.canonical), mark: .none)
    }

    static func text(_ text: String) -> LocatedNode { value(.text(text)) }
    static func integer(_ value: Int) -> LocatedNode { .value(.integer(value)) }
    static func number(_ value: Double) -> LocatedNode { .value(.real(value)) }

    /// A seed; one that no file can hold stands as the text that it is.
    static func number(of seed: UInt64) -> LocatedNode {
        Int(exactly: seed).map(integer) ?? .text("\(seed)")
    }

    static func list(_ nodes: [LocatedNode]) -> LocatedNode {
        LocatedNode(content: .list(nodes), mark: .none)
    }

    /// A mapping of those keys that have a value.
    static func mapping(_ members: [(String, LocatedNode?)]) -> LocatedNode {
        LocatedNode(
            content: .mapping(
                members.compactMap { key, value in
                    value.map { Entry(key: key, mark: .none, value: $0) }
                }), mark: .none)
    }
}
