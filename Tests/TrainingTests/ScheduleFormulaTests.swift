import Components
import Testing
import Training

/// Every schedule of the catalogue against its formula.
@Suite struct ScheduleFormulaTests {
    /// Settings beside the defaults.
    private static let settings: [String: [[String: SettingValue]]] = [
        "step": [
            ["every-epochs": .scalar(.integer(2)), "factor": .scalar(.real(0.3))],
            ["every-steps": .scalar(.integer(7)), "factor": .scalar(.real(0.3))],
        ],
        "multi-step": [
            [
                "epochs": .list([.scalar(.integer(1)), .scalar(.integer(3))]),
                "factor": .scalar(.real(0.3)),
            ],
            ["steps": .list([.scalar(.integer(5))]), "factor": .scalar(.real(0.3))],
        ],
        "exponential": [
            ["factor": .scalar(.real(0.9))],
            ["factor": .scalar(.real(0.9)), "per": .text("step")],
        ],
        "cosine": [[:], ["minimum": .scalar(.real(0.01))]],
        "linear": [[:], ["start-factor": .scalar(.real(0.2)), "end-factor": .scalar(.real(0.6))]],
        "one-cycle": [[:], ["shape": .text("linear"), "rise": .scalar(.real(0.4))]],
        "cyclic": [
            ["up-epochs": .scalar(.integer(1))],
            ["up-steps": .scalar(.integer(6)), "shape": .text("halving")],
        ],
    ]

    private static let all: [ComponentSpecification] = Catalogue.schedules.names.flatMap { name in
        (settings[name] ?? [[:]]).map { ComponentSpecification(kind: name, settings: $0) }
    }

    @Test(arguments: all)
    func `every step follows the formula`(specification: ComponentSpecification) throws {
        let (kind, settings) = Catalogue.schedules.settings(specification)
        let formula = try #require(kind.formula)
        let (steps, stepsPerEpoch) = (60, 12)
        let schedule = kind.make(settings, steps, stepsPerEpoch)
        for step in 0..<steps {
            let moment = ScheduleMoment(
                initial: 0.4, step: Double(step), total: Double(steps),
                stepsPerEpoch: Double(stepsPerEpoch))
            let found = schedule.learningRate(at: step, initial: 0.4)
            let expected = formula(settings, moment)
            #expect(abs(found - expected) < 1e-12, "step \(step): \(found), not \(expected)")
        }
    }
}
