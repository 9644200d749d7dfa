import Testing
import Training

private struct ScheduleCase: Decodable {
    let name: String
    let rates: [Double]
    let metrics: [Double]?
}

private let plateaus: [String: ReduceOnPlateau] = [
    "minimize": ReduceOnPlateau(factor: 0.5, patience: 2),
    "minimize coolly": ReduceOnPlateau(factor: 0.1, patience: 1, cooldown: 2, minimum: 0.01),
    "maximize": ReduceOnPlateau(
        metric: "validation-loss", goal: .maximize, factor: 0.5, patience: 3, threshold: 0.2),
]

private let schedules: [String: any Schedule] = [
    "constant": ConstantSchedule(),
    "step 3 0.5": StepDecay(size: 3, factor: 0.5),
    "cosine 8": CosineDecay(total: 8),
    "cosine 8 minimum 0.1": CosineDecay(total: 8, minimum: 0.1),
    "warmup 4 cosine 6": LinearWarmup(steps: 4, then: CosineDecay(total: 6)),
    "multi-step 2 5 5 0.5": MultiStepDecay(milestones: [2, 5, 5], factor: 0.5),
    "exponential 0.9": ExponentialDecay(factor: 0.9),
    "linear 6": LinearDecay(total: 6),
    "warmup 3 linear 6 to 0.1": LinearWarmup(steps: 3, then: LinearDecay(total: 6, end: 0.1)),
    "one-cycle 20": OneCycle(total: 20),
    "one-cycle 9 linear": OneCycle(
        total: 9, rise: 0.5, divisor: 10, finalDivisor: 100, shape: .linear),
    "one-cycle 3": OneCycle(total: 3),
    "cyclic 3": CyclicRate(minimum: 0.1, up: 3),
    "cyclic 3 2 halving": CyclicRate(minimum: 0.1, up: 3, down: 2, shape: .halving),
    "cyclic 3 exponential": CyclicRate(minimum: 0.1, up: 3, shape: .exponential(factor: 0.9)),
    "warmup 4 constant": LinearWarmup(steps: 4, then: ConstantSchedule()),
]

@Suite struct ScheduleTests {
    @Test(arguments: schedules.keys.sorted())
    func `a schedule gives PyTorch's learning rates`(name: String) throws {
        let golden = try #require(
            try goldens("schedules", ScheduleCase.self).first { $0.name == name })
        let schedule = try #require(schedules[name])
        let rates = golden.rates.indices.map { schedule.learningRate(at: $0, initial: 0.4) }
        #expect(worst(rates, golden.rates) < 1e-12)
    }

    @Test func `a cosine stays at its minimum once it is there`() {
        let schedule = CosineDecay(total: 5, minimum: 0.01)
        #expect(schedule.learningRate(at: 5, initial: 1) == 0.01)
        #expect(schedule.learningRate(at: 500, initial: 1) == 0.01)
        #expect(schedule.learningRate(at: 4, initial: 1) > 0.01)
    }

    @Test func `no warm-up changes nothing`() {
        let schedule = LinearWarmup(steps: 0, then: CosineDecay(total: 5))
        #expect(
            (0..<5).allSatisfy {
                schedule.learningRate(at: $0, initial: 0.4)
                    == CosineDecay(total: 5).learningRate(at: $0, initial: 0.4)
            })
    }

    @Test(arguments: plateaus.keys.sorted(), [0, 2])
    func `a plateau reduces the rate when PyTorch does, also behind a warm-up`(
        name: String, warmup: Int
    ) throws {
        let golden = try #require(
            try goldens("plateaus", ScheduleCase.self).first { $0.name == name })
        let schedule = LinearWarmup(steps: warmup, then: try #require(plateaus[name]))
        var memory = ScheduleMemory()
        var rates: [Double] = []
        for metric in try #require(golden.metrics) {
            rates.append(schedule.learningRate(at: 9, initial: 0.4, memory: memory))
            memory = schedule.memory(memory, after: ["validation-loss": metric])
        }
        #expect(worst(rates, golden.rates) < 1e-15)
        #expect(Set(rates).count > 1)
    }

    @Test func `every golden schedule is tried`() throws {
        let names = try goldens("schedules", ScheduleCase.self).map(\.name)
        #expect(names.sorted() == schedules.keys.sorted())
    }
}
