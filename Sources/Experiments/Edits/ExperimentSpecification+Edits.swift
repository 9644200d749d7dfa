public import Jobs

extension ExperimentSpecification {
    /// Returns the experiment with `edits` made, in their order, and judged by the same rules as a
    /// file: kinds, keys, values, and shapes as far as the file tells an input's.
    ///
    /// Only what comes of all edits together must be sound; a path is that at the time of its edit.
    ///
    /// - Throws: `EditError` with what does not fit.
    public func applying(_ edits: [Edit]) throws(EditError) -> ExperimentSpecification {
        if edits.isEmpty { return self }
        var edited = self
        for edit in edits {
            do throws(LayerPath.Dead) {
                try edited.make(edit)
            } catch {
                throw EditError(edit: edit.words, path: "", message: error.message)
            }
        }
        return try edited.validated(after: edits)
    }

    /// Checks that the edited layers fit the data: the shape of their inputs, and where an
    /// embedding takes them that it has a row for each id.
    ///
    /// - Throws: `EditError` with what does not fit.
    public func check(_ data: ExperimentData, after edits: [Edit]) throws(EditError) {
        _ = try validated(after: edits, found: data)
    }

    /// Checks that the edited layers fit inputs of one shape.
    ///
    /// - Throws: `EditError` with what does not fit.
    public func check(inputShape: [Int], after edits: [Edit]) throws(EditError) {
        _ = try validated(after: edits, inputShape: inputShape)
    }

    /// Reads the whole experiment anew, as if it had been written so.
    private func validated(
        after edits: [Edit], found: ExperimentData? = nil, inputShape: [Int]? = nil
    ) throws(EditError) -> ExperimentSpecification {
        let diagnostics = Diagnostics(file: "")
        let reader = SpecificationReader(
            root: node, values: parameters, checks: [], diagnostics: diagnostics)
        let read = reader?.specification(
            of: data, found: found, inputShape: inputShape)
        _ = reader?["data"]?.member("normalize").map(SettingKind.normalization.read)
        guard diagnostics.errors.isEmpty, let read else {
            let error = Diagnostics.sorted(diagnostics.errors).first
            throw EditError(
                edit: edits.count == 1 ? edits[0].words : nil, path: error?.keyPath ?? "",
                message: error?.message ?? "the experiment can't be read")
        }
        var edited = self
        edited.model = read.model
        edited.loss = read.loss
        edited.distillation = read.distillation
        edited.optimizer = read.optimizer
        edited.schedule = read.schedule
        edited.training = read.training
        return edited
    }

    private mutating func make(_ edit: Edit) throws(LayerPath.Dead) {
        switch edit {
        case .set(let component, let key, let value):
            try change(component) { $0.settings[key] = value }
        case .replace(let component, let other): try change(component) { $0 = other }
        case .insertLayer(let text, let layer):
            let path = LayerPath(text)
            try path.change(&model) { (list, index) throws(LayerPath.Dead) in
                try path.require(index, below: list.count + 1, among: list.count)
                list.insert(layer, at: index)
            }
        case .removeLayer(let text):
            let path = LayerPath(text)
            try path.change(&model) { (list, index) throws(LayerPath.Dead) in
                try path.require(index, below: list.count, among: list.count)
                list.remove(at: index)
            }
        case .initializeAll(let initializer): initializeAll(by: initializer)
        case .switchOff(let feature): switchOff(feature)
        case .normalize(let normalization): data.normalization = normalization
        case .batchSize(let size): training.batchSize = size
        case .epochs(let count): training.epochs = count
        case .precision(let precision):
            training.precision = precision
            if precision == .float32 { training.lossScale = nil }
        case .clipNorm(let norm): training.clipNorm = norm
        case .damage(let fault): data.faults = (data.faults ?? []) + [fault]
        case .initializationSeed(let seed): initializationSeed = seed
        }
    }

    private mutating func change(
        _ component: Edit.Component, _ change: (inout ComponentSpecification) -> Void
    ) throws(LayerPath.Dead) {
        switch component {
        case .optimizer: change(&optimizer)
        case .schedule: change(&schedule)
        case .loss: change(&loss)
        case .layer(let text):
            let path = LayerPath(text)
            try path.change(&model) { (list, index) throws(LayerPath.Dead) in
                try path.require(index, below: list.count, among: list.count)
                change(&list[index])
            }
        }
    }
}
