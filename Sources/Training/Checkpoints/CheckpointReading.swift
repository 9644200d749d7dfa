internal import Networks
internal import Tensors

/// Makes a checkpoint of a file's tensors, and refuses what does not fit a network.
struct CheckpointReading {
    private let file: SafetensorsFile
    private let parameters: [NamedParameter]
    /// The shapes of what the optimizer keeps of a parameter of a shape.
    private let kept: ([Int]) -> [[Int]]
    private var used: Set<String> = []

    init(
        file: SafetensorsFile, parameters: [NamedParameter],
        kept: @escaping ([Int]) -> [[Int]] = { [$0, $0] }
    ) {
        self.file = file
        self.kept = kept
        self.parameters = parameters
    }

    mutating func checkpoint(tally: EpochTally) throws(CheckpointError) -> TrainingCheckpoint {
        let weights = Snapshot(values: try folder("", isWhole: true).compactMap { $0 })
        let optimizer = try optimizerState()
        let average = try folder("average/")
        let masks = try folder("mask/")
        let place = try counts("position", 3)
        let schedule = try counts("schedule", 2)
        if schedule[0] > place[1] {
            throw wrong(
                "tensor \"training/schedule\"", "\(schedule[0]) reductions in \(place[1]) epochs")
        }
        var memory = ScheduleMemory()
        (memory.reductions, memory.cooldown) = (schedule[0], schedule[1])
        memory.patience = try patience("schedule-patience")
        let waiting = try patience("stopping-patience")
        let lastLoss = try numbers("last-loss")
        let scale = try lossScale()
        var tally = tally
        if !tally.restore(try numbers("tally")) || lastLoss.count > 1 {
            throw wrong("tensor \"training/tally\"", "its numbers are those of another loss")
        }
        if let name = file.entries.map(\.name).first(where: { !used.contains($0) }) {
            throw wrong("tensor \"\(name)\"", "nothing of this training has its name")
        }
        return TrainingCheckpoint(
            position: TrainingLoop.Position(step: place[0], epoch: place[1], batch: place[2]),
            parameters: weights, optimizer: optimizer, tally: tally, lastLoss: lastLoss.first,
            memory: memory, waiting: waiting,
            average: average.allSatisfy { $0 == nil } ? [] : average, scale: scale,
            masks: masks.allSatisfy { $0 == nil } ? nil : PruningMasks(values: masks))
    }

    /// The parameters' values alone: what a training remembers beside them is passed over.
    mutating func weights() throws(CheckpointError) -> Snapshot {
        try requireOurOrder()
        let weights = Snapshot(values: try folder("", isWhole: true).compactMap { $0 })
        let others = file.entries.map(\.name).filter { !used.contains($0) }
        if let name = others.first(where: { !$0.contains("/") }) {
            throw wrong("tensor \"\(name)\"", "the network has no parameter of this name")
        }
        return weights
    }

    /// Convolutions of other programs may have their axes in another order and yet the same shape.
    private func requireOurOrder() throws(CheckpointError) {
        let format = file.metadata["format"]
        guard let named = parameters.first(where: { $0.parameter.value.rank > 2 }),
            format?.hasPrefix("preflight.") != true
        else { return }
        throw wrong(
            "metadata",
            "\"format\" is \(format ?? "missing"), not preflight.weights/1: in another program "
                + "\"\(named.name)\" may have its axes in another order than here, filters first "
                + "and channels last; permute those of PyTorch's Conv2d by (0, 2, 3, 1), and write "
                + "that format")
    }

    private mutating func optimizerState() throws(CheckpointError) -> OptimizerState {
        let steps = try numbers("optimizer-steps").count
        guard steps == 0 || steps == parameters.count else {
            throw wrong(
                "tensor \"training/optimizer-steps\"",
                "\(steps) numbers, but the network has \(parameters.count) parameters")
        }
        let taken = try counts("optimizer-steps", steps)
        let products = try numbers("optimizer-products")
        let first = steps == 0 ? [] : try folder("optimizer.first/", of: 0)
        let second = steps == 0 ? [] : try folder("optimizer.second/", of: 1)
        guard products.count == steps else {
            throw wrong("tensor \"training/optimizer-products\"", "\(products.count) numbers")
        }
        var state = OptimizerState()
        state.prepare(steps)
        for place in 0..<steps {
            state.entries[place].steps = taken[place]
            state.entries[place].product = products[place]
            state.entries[place].first = first[place]
            state.entries[place].second = second[place]
        }
        return state
    }

    /// The tensors of a folder, one for each parameter, of its type and its shape or that of what
    /// the optimizer keeps of it, by number.
    private mutating func folder(
        _ folder: String, isWhole: Bool = false, of kept: Int? = nil
    ) throws(CheckpointError) -> [Tensor?] {
        var found: [Tensor?] = []
        for named in parameters {
            let name = folder + named.name
            guard isWhole || file.entry(named: name) != nil else {
                found.append(nil)
                continue
            }
            let tensor = try file.tensor(name)
            let value = named.parameter.value
            let kept = kept.map { self.kept(value.shape).dropFirst($0).first }
            let shape = (kept ?? nil) ?? value.shape
            guard tensor.shape == shape, tensor.type == value.type else {
                throw wrong(
                    "tensor \"\(name)\"",
                    "\(tensor.type) of shape \(tensor.shape), but the network's is \(value.type) "
                        + "of shape \(shape)")
            }
            used.insert(name)
            found.append(tensor)
        }
        return found
    }

    private mutating func numbers(_ name: String) throws(CheckpointError) -> [Double] {
        let name = "training/\(name)"
        let tensor = try file.tensor(name)
        guard tensor.type == .float64, tensor.rank == 1 else {
            throw wrong("tensor \"\(name)\"", "it is no list of F64")
        }
        used.insert(name)
        return tensor.doubles
    }

    /// Integers of at least 0.
    private mutating func counts(
        _ name: String, _ count: Int
    ) throws(CheckpointError) -> [Int] {
        let found = try numbers(name)
        let whole = found.compactMap { Int(exactly: $0) }.filter { $0 >= 0 && $0 < 1 << 53 }
        guard whole.count == count, found.count == count else {
            throw wrong("tensor \"training/\(name)\"", "found \(found), not \(count) counts")
        }
        return whole
    }

    private mutating func patience(_ name: String) throws(CheckpointError) -> Patience {
        let found = try numbers(name)
        guard (1...2).contains(found.count), let waited = Int(exactly: found[0]), waited >= 0 else {
            throw wrong("tensor \"training/\(name)\"", "found \(found), not a count and a value")
        }
        return Patience(best: found.count == 2 ? found[1] : nil, waited: waited)
    }

    private mutating func lossScale() throws(CheckpointError) -> LossScale? {
        let found = try numbers("loss-scale")
        if found.isEmpty { return nil }
        let counts = found.dropFirst().compactMap { Int(exactly: $0) }.filter { $0 >= 0 }
        guard found.count == 3, counts.count == 2, found[0] > 0, found[0].isFinite else {
            throw wrong(
                "tensor \"training/loss-scale\"", "found \(found), not a scale and two counts")
        }
        return LossScale(value: found[0], goodSteps: counts[0], overflows: counts[1])
    }

    private func wrong(_ place: String, _ problem: String) -> CheckpointError {
        CheckpointError(file: file.path, place: place, problem: problem)
    }
}
