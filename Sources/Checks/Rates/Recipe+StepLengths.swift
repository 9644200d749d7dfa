internal import Experiments
internal import Networks
internal import Tensors
internal import Training

extension Recipe {
    /// α of each step that has a direction.
    func stepLengths(_ steps: Int) -> [Double] {
        let network = network()
        var loop = loop(network)
        var epoch = loop.loader.batches().makeIterator()
        var lengths: [Double] = []
        for step in 0..<steps {
            guard let batch = epoch.next() else { break }
            let mode = loop.replayMode(ofStep: step)
            let before = network.snapshot()
            let first = loop.objective.slope(on: batch, mode: mode).gradients
            guard loop.step(on: batch).isFinite else { break }
            let second = network.unchanged {
                loop.objective.slope(on: batch, mode: mode).gradients
            }
            var (start, end) = (0.0, 0.0)
            for (index, named) in network.parameters.enumerated() where named.isLearned {
                let change = named.parameter.value - before.values[index]
                start += first[named.parameter].map { ($0 * change).sum().item() } ?? 0
                end += second[named.parameter].map { ($0 * change).sum().item() } ?? 0
            }
            if start < 0, end.isFinite { lengths.append(-end / start) }
        }
        return lengths
    }
}
