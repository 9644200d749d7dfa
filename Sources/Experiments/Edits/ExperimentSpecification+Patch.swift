internal import Training
internal import Networks
public import Jobs

extension ExperimentSpecification {
    /// Returns what a person changes in this experiment's file to get `other`, which edits made of
    /// it.
    public func patch(to other: ExperimentSpecification) -> ExperimentPatch {
        var changes = dataChanges(other.data) + modelChanges(other.model)
        func change(_ name: String, _ old: LocatedNode?, _ new: LocatedNode?) {
            changes += Self.change(section: nil, name, old, new)
        }
        change("loss", loss.shortNode(.losses), other.loss.shortNode(.losses))
        if distillation != other.distillation { change("distillation", .text(""), nil) }
        change(
            "optimizer", optimizer.shortNode(.optimizers), other.optimizer.shortNode(.optimizers))
        change("schedule", schedule.shortNode(.schedules), other.schedule.shortNode(.schedules))
        for (old, new) in zip(training.members, other.training.members) {
            changes += Self.change(section: "training", old.0, old.1, new.1)
        }
        change(
            "initialization-seed", initializationSeed.map(LocatedNode.number),
            other.initializationSeed.map(LocatedNode.number))
        return ExperimentPatch(changes: changes)
    }

    private func dataChanges(_ other: DataSpecification) -> [ExperimentPatch.Change] {
        let old = data.augmentation.map { $0.shortNode(.augmentations) }
        let new = other.augmentation.map { $0.shortNode(.augmentations) }
        return Self.change(
            section: "data", "normalize", data.normalization.node, other.normalization.node)
            + Self.change(
                section: "data", "augment", old.isEmpty ? nil : .list(old),
                new.isEmpty ? nil : .list(new))
    }

    /// The layers between those that both lists begin and end with; each change by itself where
    /// the lists are of one length.
    private func modelChanges(_ other: [ComponentSpecification]) -> [ExperimentPatch.Change] {
        if model.count == other.count {
            return model.indices.filter { model[$0] != other[$0] }.map {
                .layers(
                    from: $0, count: 1, with: [YAMLText.item(other[$0].shortNode(.layers))])
            }
        }
        let shorter = min(model.count, other.count)
        let start = (0..<shorter).first { model[$0] != other[$0] } ?? shorter
        let same = zip(model.reversed(), other.reversed()).prefix(shorter - start)
            .prefix { $0 == $1 }.count
        let layers = other[start..<other.count - same]
        return [
            .layers(
                from: start, count: model.count - same - start,
                with: layers.map { YAMLText.item($0.shortNode(.layers)) })
        ]
    }

    private static func change(
        section: String?, _ name: String, _ old: LocatedNode?, _ new: LocatedNode?
    ) -> [ExperimentPatch.Change] {
        if old == new { return [] }
        let lines = new.map { YAMLText.lines(key: name, $0) } ?? []
        return [.key(section: section, name: name, lines: lines)]
    }
}
