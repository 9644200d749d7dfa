import Checks
import Experiments
import Jobs
import Networks
import Tensors
import Testing
import Training

/// A network of any cost: it says that a row takes so many multiply-adds, and counts what it is
/// asked for.
private struct Counted: Layer {
    final class Count {
        var operations = 0.0
    }

    let body: any Layer
    let multiplyAdds: Int
    let count: Count

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        let output = body(input, mode: mode)
        add(rows: input.shape[0], output)
        return output
    }

    func activations(_ input: Tensor, mode: Mode, path: String) -> [Activation] {
        let found = body.activations(input, mode: mode, path: path)
        if let output = found.last?.output { add(rows: input.shape[0], output) }
        return found
    }

    /// What is recorded is differentiated too, which takes twice as much again.
    private func add(rows: Int, _ output: Tensor) {
        count.operations += 2 * Double(multiplyAdds * rows) * (output.isTracked ? 3 : 1)
    }

    func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int { multiplyAdds }

    func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        try body.outputShape(for: inputShape)
    }
}

/// No check asks for more than its budget, whatever the network.
@Suite struct BudgetTests {
    /// Those whose work is that of other jobs, which they plan.
    static let planners = ["overfit-one-batch", "label-permutation"]
    static let epochwise = ["oscillation", "overtraining", "epoch-sawtooth"]
    /// Those that share a short training; where it has to be cut, some have nothing to say.
    static let baselines = [
        "beats-constant", "beats-linear", "input-matters", "capacity-by-width",
        "features-learned", "enough-data",
    ]
    static let names = CheckRegistry.stock.names.filter { !(planners + baselines).contains($0) }

    /// What a check finds of a network of this cost, and what it asked for.
    private func answer(
        _ name: String, multiplyAdds: Int
    ) throws -> (finding: Finding, operations: Double, budget: Double) {
        var recipe = try Recipe.sample("ok-06", job: name)
        if name == "teacher" { recipe.addTeacher() }
        let count = Counted.Count()
        let wrap: (Network) -> Network = {
            Network(Counted(body: $0.body, multiplyAdds: multiplyAdds, count: count))
        }
        let make = recipe.makeNetwork
        recipe.makeNetwork = { wrap(make($0, $1)) }
        if let teacher = recipe.distillation?.teacher {
            recipe.distillation = .init(teacher: wrap(teacher))
        }
        let finding = try recipe.finding(of: name)
        let check = try #require(CheckRegistry.stock.all.first { $0.name == name })
        return (finding, count.operations, check.budget)
    }

    @Test(arguments: names)
    func `a check of a large network takes fewer rows and steps, and still answers`(
        _ name: String
    ) throws {
        let isMonitor = CheckRegistry.stock.monitors.contains { $0.name == name }
        let multiplyAdds = isMonitor ? 100_000_000 : 400_000_000
        let small = try answer(name, multiplyAdds: 1000)
        let large = try answer(name, multiplyAdds: multiplyAdds)
        #expect(large.operations <= large.budget, "\(large.operations) of \(large.budget)")
        // Those that compare epochs have too few of them then.
        if Self.epochwise.contains(name) { return }
        #expect(large.finding.verdict == small.finding.verdict, "\(large.finding.evidence)")
    }

    @Test(arguments: planners)
    func `a check that plans stays within its budget, its probes counted`(_ name: String) throws {
        for multiplyAdds in [1000, 3_000_000, 20_000_000, 100_000_000, 10_000_000_000] {
            let found = try answer(name, multiplyAdds: multiplyAdds)
            #expect(found.operations <= found.budget, "\(found.operations), \(multiplyAdds) each")
            #expect((found.finding.verdict == .skipped) == (found.operations == 0))
        }
        #expect(try answer(name, multiplyAdds: 1000).operations > 0)
        let large = try answer(name, multiplyAdds: 10_000_000_000).finding
        #expect(large.evidence.contains("the check's budget of"), "\(large.evidence)")
    }

    @Test(arguments: baselines)
    func `a baseline stays within its budget, and is skipped where it can train no steps`(
        _ name: String
    ) throws {
        for multiplyAdds in [1000, 1_000_000, 20_000_000, 1_000_000_000] {
            let found = try answer(name, multiplyAdds: multiplyAdds)
            #expect(found.operations <= found.budget, "\(found.operations), \(multiplyAdds) each")
        }
        let large = try answer(name, multiplyAdds: 1_000_000_000)
        #expect(large.operations == 0)
        #expect(large.finding.evidence.contains("the check's budget of"))
    }

    @Test func `a large network has the rows shrunk that a small one is asked for`() throws {
        let small = try answer("backward-signal", multiplyAdds: 1000)
        #expect(small.operations == 256 * 3 * 2000)
        let large = try answer("backward-signal", multiplyAdds: 1_000_000_000)
        #expect(large.operations == 33 * 3 * 2e9)
        #expect(large.operations <= large.budget)
    }

    @Test(arguments: names)
    func `a check that could answer from too little alone is skipped with the reason`(
        _ name: String
    ) throws {
        let small = try answer(name, multiplyAdds: 1000)
        let giant = try answer(name, multiplyAdds: 4_000_000_000_000)
        #expect(giant.operations == 0)
        if small.operations > 0 {
            #expect(giant.finding.verdict == .skipped)
            #expect(giant.finding.evidence.contains("the check's budget of"))
        } else {
            #expect(giant.finding.verdict == small.finding.verdict)
        }
    }
}
