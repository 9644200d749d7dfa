internal import Experiments
internal import Networks
internal import Tensors
internal import Training

extension EnginePart {
    /// I10 and E03.
    static let determinism = EnginePart(
        "determinism", "evaluation is repeatable; training is random only where declared"
    ) { recipe in
        let network = recipe.network()
        let inputs = recipe.training.inputs
        let first = network(inputs).bits
        let differing = zip(first, network(inputs).bits).count { $0 != $1 }
        if differing > 0 {
            return .fails(
                "\(differing) of \(first.count) outputs differ between two evaluations of a batch")
        }
        let noisy = zip(
            network(inputs, mode: recipe.trainingMode("dropout-1")).bits,
            network(inputs, mode: recipe.trainingMode("dropout-2")).bits
        ).count { $0 != $1 }
        guard network.isRandomInTraining else {
            return noisy > 0
                ? .fails("two training passes differ, though the network declares no dropout")
                : .holds("two evaluations and two training passes are equal bit for bit")
        }
        let width = max(first.count / max(recipe.training.count, 1), 1)
        if noisy == 0, first.indices.allSatisfy({ first[$0] == first[$0 % width] }) {
            return .idle("the network puts out the same for every row")
        }
        return noisy == 0
            ? .fails("dropout is declared, but two training passes are equal")
            : .holds("two evaluations are equal bit for bit; training differs through its dropout")
    }

    /// R01.
    static let sameSeed = EnginePart("same-seed", "the same seed gives the same training") {
        let traces = [trace($0, steps: 5), trace($0, steps: 5)]
        let agree = zip(traces[0].losses, traces[1].losses).map { $0 == $1 }
        if let step = agree.firstIndex(of: false) {
            return .fails("two trainings from one seed differ from step \(step + 1) on")
        }
        return traces[0].parameters == traces[1].parameters
            ? .holds("two trainings of 5 steps agree bit for bit")
            : .fails("the losses agree, but the parameters differ after the steps")
    }

    /// U15 and R04: 3 steps, a checkpoint's bytes, and 3 steps from them, in mid-epoch.
    static let resume = EnginePart("resume", "a training goes on from its checkpoint") { recipe in
        var first = recipe.loop(recipe.network())
        for _ in 0..<3 { first.advance() }
        let file = first.checkpointFile()
        let names = first.network.parameters
        guard names.allSatisfy({ $0.parameter.value.doubles.allSatisfy(\.isFinite) }) else {
            return .idle("the weights are not finite")
        }
        var second = recipe.loop(recipe.network())
        do {
            try second.restore(file: file, path: "checkpoint")
        } catch {
            return .fails("its own checkpoint is refused: \(error)")
        }
        for step in 4...6 {
            let losses = [first.advance().loss, second.advance().loss].map(\.bitPattern)
            if losses[0] != losses[1] {
                return .fails("the training that went on has another loss in step \(step)")
            }
        }
        for (one, other) in zip(first.network.parameters, second.network.parameters)
        where one.parameter.value.bits != other.parameter.value.bits {
            return .fails("\(one.name) differs after the training went on")
        }
        return .holds("3 steps, a checkpoint and 3 steps are 6 steps bit for bit")
    }

    private static func trace(
        _ recipe: Recipe, steps: Int
    ) -> (losses: [UInt64], parameters: [[UInt32]]) {
        let network = recipe.network()
        var loop = recipe.loop(network)
        let losses = (0..<steps).map { _ in loop.advance().loss.bitPattern }
        return (losses, network.parameters.map { $0.parameter.value.bits })
    }
}

extension Tensor {
    /// Each value's bits, so that NaN equals itself.
    var bits: [UInt32] { scalars.map(\.bitPattern) }
}
