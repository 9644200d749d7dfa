internal import Training
internal import Networks
internal import Jobs

/// Edits that concern many components at once.
extension ExperimentSpecification {
    mutating func initializeAll(by initializer: ComponentSpecification) {
        for index in model.indices {
            model[index].visit { layer in
                let kind = Catalogue.layers.entry(named: layer.kind)?.component
                guard kind?.setting("initializer") != nil else { return }
                layer.settings["initializer"] = .component(initializer)
            }
        }
    }

    mutating func switchOff(_ feature: Edit.Feature) {
        switch feature {
        case .regularisers:
            switchOffRegularisers()
            Self.silence(&loss, Catalogue.losses.entry(named: loss.kind)?.component)
        case .augmentation: data.augmentation = []
        case .shuffling: training.shuffle = false
        case .clipping:
            training.clipNorm = nil
            training.clipValue = nil
        }
    }

    /// All that regularises but what the loss does to the targets, which a floor accounts for.
    mutating func switchOffRegularisers() {
        distillation = nil
        training.averageDecay = nil
        training.pruning = nil
        for index in model.indices {
            model[index].visit { layer in
                Self.silence(&layer, Catalogue.layers.entry(named: layer.kind)?.component)
            }
        }
        Self.silence(&optimizer, Catalogue.optimizers.entry(named: optimizer.kind)?.component)
    }

    private static func silence(_ component: inout ComponentSpecification, _ kind: ComponentKind?) {
        for setting in kind?.settings ?? [] {
            if let resting = setting.resting { component.settings[setting.name] = resting }
        }
    }
}
