internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// Which targets of a batch a network can't tell apart, since it is given the same for them: equal
/// rows, or in sequences with a class at each position equal stretches of what that position sees.
enum TargetGroups {
    /// The indices of the targets, by what they are an answer to; in the order of the first ones.
    static func groups(_ batch: Examples, _ network: Network) -> [[Int]] {
        let inputs = batch.inputs.doubles
        let rows = max(1, batch.count)
        let width = inputs.count / rows
        let positions = batch.positions
        let reach =
            batch.inputs.shape.count > 1 && batch.inputs.shape[1] == positions && positions > 1
            ? Reach(network, batch) : nil
        var found: [[Double]: Int] = [:]
        var groups: [[Int]] = []
        for target in 0..<(rows * positions) {
            let (row, position) = (target / positions, target % positions)
            let cells = width / (reach == nil ? 1 : positions)
            var seen = reach.map { [Double($0.first(position)), Double($0.last(position))] } ?? []
            if reach == nil { seen = [Double(position)] }
            let from = (reach?.begin(position) ?? 0) * cells
            let to = (reach?.end(position, of: positions) ?? 1) * cells
            seen += inputs[row * width + from..<row * width + to]
            if let index = found[seen] {
                groups[index].append(target)
            } else {
                found[seen] = groups.count
                groups.append([target])
            }
        }
        return groups
    }

    /// How far to the left and to the right of a position its output sees, as a change of single
    /// positions shows.
    private struct Reach {
        var before = 0
        var after = 0
        var isPositional = false
        let length: Int

        init(_ network: Network, _ batch: Examples) {
            length = batch.positions
            let row = batch.rows([0]).inputs
            let plain = network(row).doubles
            let width = plain.count / length
            let cells = row.count / length
            let values = row.doubles
            let others = batch.inputs.doubles
            for changed in [0, length / 2, length - 1] {
                var other = values
                let range = changed * cells..<(changed + 1) * cells
                let stranger = stride(from: 0, to: others.count, by: cells).first {
                    Array(others[$0..<$0 + cells]) != Array(values[range])
                }
                guard let stranger else { continue }
                other.replaceSubrange(range, with: others[stranger..<stranger + cells])
                let output = network(Tensor(other, shape: row.shape, type: row.type)).doubles
                for position in 0..<length {
                    let cells = position * width..<(position + 1) * width
                    if plain[cells] != output[cells] {
                        before = max(before, position - changed)
                        after = max(after, changed - position)
                    }
                }
            }
            let even = (0..<length).flatMap { _ in Array(values[..<cells]) }
            let outputs = network(Tensor(even, shape: row.shape, type: row.type)).doubles
            let (left, right) = (length / 2 - 1, length / 2)
            let isInside = left >= before && right + after < length
            isPositional =
                !isInside
                || (0..<width).contains {
                    abs(outputs[left * width + $0] - outputs[right * width + $0])
                        > 1e-5 * (1e-6 + abs(outputs[right * width + $0]))
                }
        }

        func begin(_ position: Int) -> Int { max(0, position - before) }
        func end(_ position: Int, of length: Int) -> Int { min(length, position + after + 1) }
        /// What distinguishes positions that see the same: where they stand, or how much is cut.
        func first(_ position: Int) -> Int { isPositional ? position : position - begin(position) }
        func last(_ position: Int) -> Int {
            isPositional ? 0 : end(position, of: length) - position
        }
    }
}

extension Targets {
    /// How many numbers or classes there are.
    var numberCount: Int {
        switch self {
        case .classes(let classes): classes.count
        case .values(let tensor), .probabilities(let tensor): tensor.count
        }
    }
}
