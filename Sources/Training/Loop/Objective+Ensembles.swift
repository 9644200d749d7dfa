public import Networks
public import Tensors

/// Several predictions for the same rows, judged as one.
extension Objective {
    /// Returns one output of several for the same rows: the logarithm of the mean probability of
    /// each class, the logit of the mean probability of two classes, or the mean value, by what the
    /// loss is scored by.
    public func combined(_ outputs: [Tensor]) -> Tensor {
        guard let first = outputs.first else { fatalError("an ensemble has 1 member or more") }
        let smallest = 1e-30
        func mean(_ values: [Tensor]) -> Tensor {
            values.dropFirst().reduce(values[0]) { $0 + $1 } / Double(values.count)
        }
        if outputs.count == 1 { return first }
        switch loss.score {
        case .accuracy:
            return (mean(outputs.map { $0.softmax() }) + smallest).log()
        case .binaryAccuracy:
            // 1 − p as the mean of the complements: near 1 the difference would lose it.
            let yes = mean(outputs.map { $0.sigmoid() })
            let no = mean(outputs.map { (-$0).sigmoid() })
            return (yes + smallest).log() - (no + smallest).log()
        case .binaryProbabilityAccuracy, .r2:
            return mean(outputs)
        }
    }

    /// Test-time augmentation: returns the combined outputs for `draws` random changes of each row.
    ///
    /// - Parameter rows: the rows' numbers, by which the changes are drawn; by default 0, 1, ….
    public func predict(
        _ examples: Examples, over augmentation: Augmentation, draws: Int, rows: [Int]? = nil
    ) -> Tensor {
        if draws < 1 { fatalError("test-time augmentation draws 1 change or more, not \(draws)") }
        let rows = rows ?? Array(0..<examples.count)
        return combined(
            (0..<draws).map { self.outputs(augmentation(examples, rows: rows, epoch: $0).inputs) })
    }

    /// An ensemble: returns the combined outputs of the network with the weights of each member,
    /// and leaves its own as they were.
    public func predict(_ inputs: Tensor, ensemble members: [Snapshot]) -> Tensor {
        let own = network.snapshot()
        defer { network.restore(own) }
        return combined(
            members.map {
                network.restore($0)
                return outputs(inputs)
            })
    }

    /// Returns loss and score of an ensemble, each member's prediction combined of `draws` random
    /// changes where there is an augmentation; a single member without one is judged as
    /// ``evaluate(_:batchSize:progress:)`` does. The network's own weights stay as they are.
    ///
    /// - Parameters:
    ///   - metrics: whether all metrics are wanted that suit the loss.
    ///   - form: what of the network with a member's weights is judged, such as its quantized copy.
    public func evaluate(
        _ examples: Examples, ensemble members: [Snapshot], over augmentation: Augmentation? = nil,
        draws: Int = 1, batchSize: Int = 256, metrics: Bool = false,
        form: (Network) -> Network = { $0 }
    ) -> Evaluation {
        var losses = Ratio()
        var evaluation = judge(examples, batchSize: batchSize, metrics: metrics) { batch, rows in
            let own = network.snapshot()
            defer { network.restore(own) }
            let outputs = combined(
                members.map {
                    network.restore($0)
                    let judged = Objective(network: form(network), loss: loss, precision: precision)
                    guard let augmentation else { return judged.outputs(batch.inputs) }
                    return judged.predict(batch, over: augmentation, draws: draws, rows: rows)
                })
            if metrics { count(outputs, batch, rows, of: examples.count, in: &losses) }
            return outputs
        }
        if var value = losses.value {
            value.value = evaluation.loss
            evaluation.metrics?.values["loss"] = value
        }
        return evaluation
    }

    /// Adds the losses of single rows, or of so many together that there are some 10000.
    private func count(
        _ outputs: Tensor, _ batch: Examples, _ rows: [Int], of all: Int, in losses: inout Ratio
    ) {
        let size = max(1, all / 10_000)
        for start in stride(from: 0, to: batch.count, by: size) {
            let part = start..<min(start + size, batch.count)
            let targets = batch.rows(Array(part)).targets
            let judged = loss.judgedCount(targets)
            guard judged > 0 else { continue }
            let value = loss(outputs.sliced(axis: 0, part), targets).item()
            losses.add(
                loss.reduction == .mean ? value * Double(judged) : value, of: Double(judged),
                row: rows[start])
        }
    }
}
