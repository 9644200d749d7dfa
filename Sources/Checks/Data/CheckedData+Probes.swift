internal import Datasets
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

extension CheckedData {
    /// Up to `count` rows of a set as they are stored, in a random order.
    func storedRows(_ count: Int, of data: Dataset) -> ProbeRows? {
        ProbeRows(data, rows: randomRows(count, of: data), key: key("projection"))
    }

    /// The inputs of some rows as simple readers take them.
    func features(_ rows: [Int], of data: Dataset, key: RandomKey) -> Tensor? {
        guard !rows.isEmpty else { return nil }
        var values: [Float] = []
        values.reserveCapacity(rows.count * data.inputSize)
        for row in rows { values += data.input(at: row) }
        return ProbeRows.features(
            Tensor(values, shape: [rows.count, data.inputSize]), key: key)
    }

    /// Up to `count` rows in a random order that the key settles.
    func randomRows(_ count: Int, of data: Dataset) -> [Int] {
        let rows = sampledRows(count, of: data, "probe")
        var stream = RandomStream(key("probe order"))
        return stream.permutation(rows.count).map { rows[$0] }
    }

    /// Up to `count` rows as the loader feeds them in its first epoch, in a random order; as stored
    /// where no loader is known.
    func fedRows(_ count: Int, epoch: Int = 0) -> ProbeRows? {
        guard let loader else { return storedRows(count, of: training) }
        let rows = randomRows(count, of: training)
        guard loader.augmentation != nil || loader.transform != nil else {
            return ProbeRows(loader.examples.rows(rows), classes: classes, key: key("projection"))
        }
        let size = min(loader.batchSize, 128)
        var inputs: [Float] = []
        var labels: [Int32] = []
        var values: [Float] = []
        for (batch, start) in stride(from: 0, to: rows.count, by: size).enumerated() {
            let own = Array(rows[start..<min(rows.count, start + size)])
            var examples = loader.examples.rows(own)
            if let change = loader.augmentation {
                examples = change(examples, rows: own, epoch: epoch)
            }
            if let change = loader.transform { examples = change(examples, epoch, batch) }
            guard examples.count == own.count else { return nil }
            inputs += examples.inputs.scalars
            switch examples.targets {
            case .classes(let own): labels += own
            case .values(let tensor), .probabilities(let tensor): values += tensor.scalars
            }
        }
        let tensor = Tensor(inputs, shape: [rows.count, inputs.count / rows.count])
        return ProbeRows(
            Examples(
                inputs: tensor,
                targets: labels.isEmpty
                    ? .values(Tensor(values, shape: [rows.count, values.count / rows.count]))
                    : .classes(labels)),
            classes: classes, key: key("projection"))
    }
}
