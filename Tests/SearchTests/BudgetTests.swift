import Search
import Testing

struct BudgetTests {
    @Test(arguments: [
        (0.95, 0.05, 59), (0.99, 0.05, 90), (0.95, 0.01, 299), (0.99, 0.01, 459),
    ])
    func `so many trials hit the best share with a chance`(
        chance: Double, share: Double, trials: Int
    ) {
        #expect(Budget.trials(chance: chance, share: share) == trials)
        #expect(Budget.chance(trials: trials, share: share) >= chance)
        #expect(Budget.chance(trials: trials - 1, share: share) < chance)
    }

    @Test(arguments: [
        (
            1,
            "1 trial gives a chance of 5 % to hit the best 5 % of the space, of 1 % to hit the "
                + "best 1 %; 59 would give 95 % for the best 5 %."
        ),
        (
            59,
            "59 trials give a chance of 95 % to hit the best 5 % of the space, of 44 % to hit the "
                + "best 1 %; 299 would give 95 % for the best 1 %."
        ),
        (
            500,
            "500 trials give a chance of more than 99 % to hit the best 5 % of the space, of 99 % "
                + "to hit the best 1 %."
        ),
    ])
    func `the budget's worth is said in a sentence`(trials: Int, sentence: String) {
        #expect(Budget.sentence(trials: trials) == sentence)
    }
}
