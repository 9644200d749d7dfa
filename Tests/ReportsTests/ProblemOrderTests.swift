import Jobs
import Reports
import Testing

struct ProblemOrderTests {
    private typealias Said = (check: String, verdict: Finding.Verdict, explains: [String])

    private func summary(_ said: [Said]) -> ReportSummary {
        var submission = SampleCheck.submission
        submission.jobs = said.map { PlannedJob(name: $0.check, checks: [$0.check]) }
        let records = said.enumerated().map { index, said in
            let finding = Finding(
                check: said.check, verdict: said.verdict, verifies: "", expected: "",
                evidence: "seen", explains: said.explains)
            return JobRecord(
                job: submission.jobs[index], path: TreePath(index), outcome: .findings([finding]))
        }
        return Report(submission, numerics: "", version: "", records: records).summary
    }

    @Test func `a warning that explains a failure stands before it and names what follows`() {
        let summary = summary([
            ("loss", .failed, ["batch"]), ("scale", .warned, ["loss", "sound", "skipped"]),
            ("sound", .passed, ["loss"]), ("batch", .failed, []), ("skipped", .skipped, []),
        ])
        #expect(summary.problems.map(\.check) == ["scale", "loss", "batch"])
        #expect(summary.problems.map(\.explains) == [["loss", "batch"], ["batch"], []])
        #expect(
            summary.verdict == "2 of 5 checks failed (loss, batch); 1 warns (scale). "
                + "scale explains loss and batch.")
    }

    @Test func `causes of failures stand before causes of warnings`() {
        let summary = summary([
            ("w", .warned, []), ("e", .error, []), ("cause", .warned, ["f2"]),
            ("f1", .failed, ["w2"]), ("w2", .warned, []), ("f2", .failed, []),
        ])
        #expect(summary.problems.map(\.check) == ["f1", "cause", "f2", "e", "w", "w2"])
    }

    @Test func `a circle is taken in report order`() {
        let summary = summary([
            ("a", .warned, ["b"]), ("b", .failed, ["c", "b"]), ("c", .error, ["a", "d"]),
            ("d", .failed, []), ("x", .warned, ["c"]),
        ])
        #expect(summary.problems.map(\.check) == ["x", "a", "b", "c", "d"])
        #expect(summary.problems[2].explains == ["c", "d"])
        #expect(summary.problems[0].explains == ["a", "b", "c", "d"])
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `whatever explains what, every problem stands once and no cause behind its symptom`(
        seed: UInt64
    ) {
        var generator = SplitMix(state: seed)
        let count = Int.random(in: 1...12, using: &generator)
        let density = Double.random(in: 0...0.4, using: &generator)
        let said = (0..<count).map { index -> Said in
            let explained = (0..<count).filter { _ in
                Double.random(in: 0..<1, using: &generator) < density
            }
            let verdict = Finding.Verdict.allCases.randomElement(using: &generator) ?? .passed
            return ("c\(index)", verdict, explained.map { "c\($0)" } + ["unknown"])
        }
        let wrong = said.filter { [.failed, .error, .warned].contains($0.verdict) }
        let problems = summary(said).problems
        #expect(problems.map(\.check).sorted() == wrong.map(\.check).sorted())
        let index = Dictionary(
            uniqueKeysWithValues: problems.enumerated().map { ($1.check, $0) })
        for (position, problem) in problems.enumerated() {
            #expect(Set(problem.explains).count == problem.explains.count)
            for symptom in problem.explains {
                #expect(index[symptom].map { $0 > position } == true)
            }
            let next = Set(
                problem.explains.flatMap { name in
                    problems.first { $0.check == name }?.explains ?? []
                })
            #expect(next.isSubset(of: problem.explains), "it is closed")
        }
        for cause in wrong {
            for symptom in cause.explains {
                guard let behind = index[symptom], let before = index[cause.check] else { continue }
                let says = problems[before].explains.contains(symptom)
                let isCircle = problems[behind].explains.contains(cause.check)
                #expect(says != isCircle || behind == before)
            }
        }
    }
}
