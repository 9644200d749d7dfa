import Testing
import Training

private struct ScheduleCase: Decodable {
    let name: String
    let rates: [Double]
}

private let schedules: [String: any Schedule] = [
    "constant": ConstantSchedule(),
    "step 3 0.5": StepDecay(size: 3, factor: 0.5),
    "cosine 8": CosineDecay(total: 8),
    "cosine 8 minimum 0.1": CosineDecay(total: 8, minimum: 0.1),
    "warmup 4 cosine 6": LinearWarmup(steps: 4, then: CosineDecay(total: 6)),
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
}
