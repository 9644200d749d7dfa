internal import Experiments
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// The rows that a network is asked to memorise: drawn at random but the same at each call, of
/// unlike targets, a row of each class where there is room, and no more than its numbers can hold.
struct MemorisedRows {
    let recipe: Recipe
    private let order: [Int]

    init(of recipe: Recipe) {
        self.recipe = recipe
        var stream = RandomStream(recipe.key("memorised rows"))
        let all = stream.permutation(recipe.training.count)
        order = Self.judged(all, recipe)
    }

    /// Up to `count` rows; nil where all targets are equal, which is no question to a network.
    func choose(_ count: Int) -> Examples? {
        let network = recipe.plain.network()
        guard let first = order.first, order.count > 1 else { return nil }
        let activations = network.activations(recipe.training.rows([first]).inputs)
        let room = min(count, capacity(of: network, activations))
        guard room > 1 else { return nil }
        let isLinear = Self.isLinear(activations) && !recipe.takesIds
        var rows = isLinear ? independent(room) : spread(room)
        if let labels = singleLabels { cover(&rows, labels) }
        guard mixes(&rows) else { return nil }
        return recipe.training.rows(rows)
    }

    /// How many rows the network's numbers can hold: a linear one of d inputs d + 1; one that lets
    /// fewer numbers pass than a row's targets have (an autoencoder) one more than those.
    private func capacity(of network: Network, _ row: [Activation]) -> Int {
        let numbers = network.learned.reduce(0) { $0 + $1.parameter.count }
        let isLinear = Self.isLinear(row)
        let targets = recipe.training.targets
        let each = max(1, targets.numberCount / max(1, recipe.training.count))
        let rows = numbers / max(1, isLinear ? recipe.headShape.reduce(1, *) : each)
        guard PreActivation.isNarrower(row, thanTargets: targets) else { return rows }
        return min(rows, (PreActivation.narrowest(row) ?? rows) + 1)
    }

    /// Rows that add a direction of their own to those before, each with a 1 beside its inputs: a
    /// linear network can meet any targets of such rows.
    private func independent(_ count: Int) -> [Int] {
        var basis: [[Double]] = []
        var chosen: [Int] = []
        for row in order.prefix(256) where chosen.count < count {
            let inputs = recipe.training.rows([row]).inputs.doubles + [1]
            var rest = inputs
            for direction in basis {
                let share = zip(rest, direction).reduce(0) { $0 + $1.0 * $1.1 }
                for index in rest.indices { rest[index] -= share * direction[index] }
            }
            let size = rest.reduce(0) { $0 + $1 * $1 }
            guard size > 0.25 * inputs.reduce(0, { $0 + $1 * $1 }) else { continue }
            basis.append(rest.map { $0 / size.squareRoot() })
            chosen.append(row)
        }
        return chosen
    }

    /// Rows apart from one another, by an eighth of the median distance, by half of it
    /// where there are up to four inputs, and two for each input
    /// and one more: neighbours of unlike targets in a plane take steep functions, which says
    /// nothing of the training. Ids and equal rows have no such distance: what is missing is taken
    /// as it comes.
    private func spread(_ count: Int) -> [Int] {
        let inputs = recipe.takesIds ? count : recipe.inputShape.reduce(1, *)
        let count = min(count, max(4, 2 * (inputs + 1)))
        let isLow = !recipe.takesIds && inputs <= 4
        let pool = recipe.takesIds ? [] : Array(order.prefix((isLow ? 8 : 2) * count))
        let values = pool.map { recipe.training.rows([$0]).inputs.scalars }
        func distance(_ one: Int, _ other: Int) -> Float {
            zip(values[one], values[other]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        let typical = Statistics.median(
            pool.indices.dropFirst().map { Double(distance($0 - 1, $0)) })
        var chosen: [Int] = []
        for index in pool.indices where chosen.count < count {
            let isApart = chosen.allSatisfy {
                Double(distance($0, index)) > typical / (isLow ? 4 : 64)
            }
            if isApart { chosen.append(index) }
        }
        let rows = chosen.map { pool[$0] }
        let enough = min(count, isLow ? 2 : 8)
        if rows.count >= enough { return rows }
        return rows + order.filter { !rows.contains($0) }.prefix(count - rows.count)
    }

    /// Whether but one layer has weights, whatever comes after it.
    static func isLinear(_ row: [Activation]) -> Bool { PreActivation.all(row).count < 2 }

    /// The class of each training row where a row has one.
    private var singleLabels: [Int32]? {
        guard recipe.training.positions == 1, case .classes(let labels) = recipe.training.targets
        else { return nil }
        return labels
    }

    /// Takes a row of each class that is missing, in exchange for one of a class with several.
    private func cover(_ rows: inout [Int], _ labels: [Int32]) {
        var counts: [Int32: Int] = [:]
        for row in rows { counts[labels[row], default: 0] += 1 }
        for row in order where counts[labels[row]] == nil {
            guard let most = counts.values.max(), most > 1,
                let index = rows.indices.last(where: { counts[labels[rows[$0]]] == most })
            else { return }
            counts[labels[rows[index]]] = most - 1
            rows[index] = row
            counts[labels[row]] = 1
        }
    }

    /// Sees to two unlike targets; returns whether there are.
    private func mixes(_ rows: inout [Int]) -> Bool {
        func target(_ row: Int) -> [Double] { recipe.training.rows([row]).targets.numbers }
        guard let first = rows.first.map(target) else { return false }
        if recipe.training.positions > 1, Set(first).count > 1 { return true }
        if rows.contains(where: { target($0) != first }) { return true }
        guard let other = order.first(where: { target($0) != first }) else { return false }
        rows[rows.count - 1] = other
        return rows.count > 1
    }

    /// The rows of which anything counts.
    private static func judged(_ rows: [Int], _ recipe: Recipe) -> [Int] {
        guard let ignored = recipe.ignoredClass, case .classes(let labels) = recipe.training.targets
        else { return rows }
        let each = recipe.training.positions
        return rows.filter { labels[$0 * each..<($0 + 1) * each].contains { $0 != ignored } }
    }
}
