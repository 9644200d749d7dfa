import Checks
import Experiments
import Jobs
import Testing

@Suite struct SuiteTests {
    @Test func `every check stands in a group, and so in the suite of the recipe`() throws {
        let recipe = try CheckPlan.jobs(in: .recipe).flatMap(\.checks)
        #expect(recipe.sorted() == CheckRegistry.stock.names.sorted())
        #expect(try CheckPlan.jobs(in: .all).flatMap(\.checks) == CheckRegistry.stock.names)
        let grouped = CheckGroup.allCases.flatMap(\.names)
        #expect(grouped.sorted() == CheckRegistry.stock.names.sorted())
    }

    @Test func `every check but a monitor or a long one is in the quick suite, and no other`()
        throws
    {
        let quick = try CheckPlan.jobs(in: .quick)
        #expect(quick.allSatisfy { $0.tier <= 1 && $0.name != CheckRegistry.trainingJob })
        let short = CheckRegistry.stock.examinations.filter { $0.tier <= 1 }.map { $0.name }
        #expect(quick.map(\.name) == short)
    }

    @Test func `the recipe looks at the data first, then at a skeleton, and tunes last`() throws {
        let names = try CheckPlan.jobs(in: .recipe).map(\.name)
        let groups: [CheckGroup] = [.data, .structure, .oneStep, .baselines, .oneBatch]
        let firsts = groups.map { group in names.firstIndex { group.names.contains($0) } ?? -1 }
        #expect(firsts == firsts.sorted() && firsts[0] == 0)
        let training = try #require(names.firstIndex(of: CheckRegistry.trainingJob))
        #expect(training > firsts[4])
        #expect(names[(training + 1)...].allSatisfy(CheckGroup.rates.names.contains))
    }

    @Test(arguments: CheckSuite.allCases)
    func `a suite changes nothing in the jobs but which there are`(suite: CheckSuite) throws {
        let whole = try CheckPlan.jobs()
        for job in try CheckPlan.jobs(in: suite) where job.name != CheckRegistry.trainingJob {
            let own = try #require(whole.first { $0.name == job.name })
            #expect(own.tier == job.tier && own.plans == job.plans)
            #expect(own.heldBackBy == job.heldBackBy)
        }
    }

    @Test func `what a suite leaves out by name is there`() throws {
        for (suite, patterns) in CheckSuite.exceptions {
            for pattern in patterns {
                let names = try NamePattern.names(
                    matching: [pattern], among: CheckRegistry.stock.names)
                let chosen = try CheckPlan.jobs(in: suite).flatMap(\.checks)
                #expect(!names.isEmpty && Set(names).isDisjoint(with: chosen))
            }
        }
    }

    @Test(arguments: [
        ("*-loss", ["a-loss", "b-loss"]), ("[a-c]*", ["a-loss", "b-loss", "c"]), ("?", ["c"]),
        ("*", ["a-loss", "b-loss", "c", "xy"]), ("[!a-c]*", ["xy"]),
        ("?-l*s", ["a-loss", "b-loss"]),
        ("x[y]", ["xy"]), ("c", ["c"]), ("**c**", ["c"]), ("[b-a]-*", ["a-loss", "b-loss"]),
    ])
    func `wildcards choose names in their order`(pattern: String, names: [String]) throws {
        let found = try NamePattern.names(
            matching: [pattern], among: ["a-loss", "b-loss", "c", "xy"])
        #expect(found == names)
    }

    @Test(arguments: [
        ("*-los", "no check matches \"*-los\"; did you mean \"initial-loss\"?"),
        ("inital-loss", "there is no check \"inital-loss\"; did you mean \"initial-loss\"?"),
        ("[a-", "\"[a-\" has a [ without its ]"), ("zzzz*qqqq", "no check matches \"zzzz*qqqq\" ("),
        ("", "there is no check \"\" ("),
    ])
    func `a name that chooses nothing is an error with the nearest`(
        pattern: String, message: String
    ) {
        let error = #expect(throws: CheckError.self) { try CheckPlan.jobs(only: [pattern]) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
        #expect(throws: CheckError.self) { try CheckPlan.jobs(skip: [pattern]) }
        #expect(throws: CheckError.self) { try StepRegistry.stock.jobs(only: [pattern]) }
    }

    @Test func `suite, wildcards and what the file has off go together`() throws {
        let off = ["initial-loss": CheckSpecification(isOff: true)]
        let quick = try CheckPlan.jobs(in: .quick, skip: ["*-signal"], settings: off)
        #expect(!quick.map(\.name).contains { $0.hasSuffix("-signal") || $0 == "initial-loss" })
        let loss = try CheckPlan.jobs(in: .quick, only: ["*-loss"], settings: off)
        #expect(loss.map(\.name).contains("initial-loss"))
        #expect(throws: CheckError.self) {
            try CheckPlan.jobs(in: .quick, only: ["overfit-one-batch"])
        }
    }
}
