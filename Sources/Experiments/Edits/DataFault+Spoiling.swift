internal import Datasets
internal import Jobs
internal import Randomness

/// Faults of data, made where data are prepared.
extension DataFault {
    /// Spoils what was read, before it is normalised.
    func spoil(_ split: inout Split, key: (String) -> RandomKey) {
        var stream = RandomStream(key("fault/\(kind.rawValue)"))
        switch kind {
        case .scaledInputs, .scaledTrainingInputs, .rawValidation: break
        case .scaledTargets, .dividedLabels:
            split.training = split.training.with(changed(split.training.targets))
            split.validation = split.validation.with(changed(split.validation.targets))
        case .shiftedLabels:
            split.training = split.training.with(changed(split.training.targets))
        case .noisyLabels:
            split.training = split.training.with(noisy(split.training, &stream))
        case .unpairedTargets:
            let rows = stream.permutation(split.training.count)
            let shuffled = split.training.subset(rows: rows)
            split.training = split.training.with(shuffled.targets)
        case .rolledInputs:
            roll(&split.training, &stream)
            roll(&split.validation, &stream)
        case .sortedRows, .repeatedRows, .fewRows, .rareClasses:
            split.training = split.training.subset(rows: rows(of: split.training))
        case .leakedRows: leak(&split, &stream)
        case .leakedTargets:
            split.training.putTargetsLast()
            split.validation.putTargetsLast()
        case .missingValues:
            let size = split.training.inputSize
            for row in 0..<split.training.count where stream.uniform() < amount {
                split.training.inputs[row * size] = .nan
            }
        }
    }

    /// Spoils what is about to enter the network.
    func spoilNormalized(_ training: inout Dataset, _ validation: inout Dataset) {
        guard kind == .scaledInputs || kind == .scaledTrainingInputs else { return }
        training.scale(by: Float(amount))
        if kind == .scaledInputs { validation.scale(by: Float(amount)) }
    }

    private func changed(_ targets: Targets) -> Targets {
        switch (kind, targets) {
        case (.scaledTargets, .values(let values, let width)):
            .values(values.map { Float(Double($0) * amount) }, width: width)
        case (.shiftedLabels, .classes(let labels, let count)):
            .classes(labels.map { $0 < 0 ? $0 : ($0 + Int32(amount)) % Int32(count) }, count: count)
        case (.dividedLabels, .classes(let labels, let count)):
            .classes(labels.map { $0 < 0 ? $0 : Int32(Double($0) / amount) }, count: count)
        default: targets
        }
    }

    private func noisy(_ data: Dataset, _ stream: inout RandomStream) -> Targets {
        switch data.targets {
        case .classes(let labels, let count):
            return .classes(
                labels.map {
                    stream.uniform() < amount
                        ? Int32(stream.integer(below: UInt64(count))) : $0
                },
                count: count)
        case .values:
            var rows = Array(0..<data.count)
            let chosen = rows.filter { _ in stream.uniform() < amount }
            let order = stream.permutation(chosen.count)
            for (index, row) in chosen.enumerated() { rows[row] = chosen[order[index]] }
            return data.subset(rows: rows).targets
        }
    }

    /// Which training rows are left, in which order.
    private func rows(of data: Dataset) -> [Int] {
        let all = Array(0..<data.count)
        let most = max(1, min(data.count, Int(amount)))
        switch kind {
        case .sortedRows:
            let ranks = data.ranks
            return all.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
        case .repeatedRows: return all.map { $0 % most }
        case .fewRows: return Array(all.prefix(most))
        default:
            guard case .classes(let labels, let count) = data.targets else { return all }
            var seen: [Int32: Int] = [:]
            let kept = all.filter { row in
                let label = labels[row * data.positions]
                seen[label, default: 0] += 1
                return label >= Int32(count / 2) || seen[label]! <= most
            }
            return kept
        }
    }

    private func roll(_ data: inout Dataset, _ stream: inout RandomStream) {
        let size = data.inputSize
        for row in 0..<data.count {
            let distance = Int(stream.integer(below: UInt64(size)))
            let own = Array(data.input(at: row))
            for index in 0..<size {
                data.inputs[row * size + (index + distance) % size] = own[index]
            }
        }
    }

    /// Training rows give way to rows that are held out too.
    private func leak(_ split: inout Split, _ stream: inout RandomStream) {
        let (training, validation) = (split.training, split.validation)
        let count = min(
            training.count, max(1, Int((Double(validation.count) * amount).rounded())))
        let taken = Array(stream.permutation(validation.count).prefix(count))
        let kept = Array(count..<training.count)
        split.training = training.subset(rows: kept).followed(by: validation.subset(rows: taken))
    }
}

extension Dataset {
    fileprivate mutating func scale(by factor: Float) {
        for index in inputs.indices { inputs[index] *= factor }
    }

    /// What rows are sorted by: the first of their targets.
    fileprivate var ranks: [Float] {
        switch targets {
        case .classes(let labels, _): (0..<count).map { Float(labels[$0 * positions]) }
        case .values(let values, let width): (0..<count).map { values[$0 * width] }
        }
    }

    fileprivate mutating func putTargetsLast() {
        let ranks = ranks
        for row in 0..<count { inputs[(row + 1) * inputSize - 1] = ranks[row] }
    }

    /// Rows of the same form behind these.
    fileprivate func followed(by other: Dataset) -> Dataset {
        let joined: Targets
        switch (targets, other.targets) {
        case (.classes(let first, let count), .classes(let second, _)):
            joined = .classes(first + second, count: count)
        case (.values(let first, let width), .values(let second, _)):
            joined = .values(first + second, width: width)
        default: fatalError("rows of other targets cannot follow")
        }
        return Dataset(
            inputs: inputs + other.inputs, inputShape: inputShape, targets: joined,
            targetShape: targetShape,
            oddLabels: oddLabels
                + other.oddLabels.map { OddLabel(row: $0.row + count, value: $0.value) },
            featureNames: featureNames, classNames: classNames, tokens: tokens)
    }
}
