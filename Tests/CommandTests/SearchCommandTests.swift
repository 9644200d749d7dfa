import Foundation
import Testing

@Suite(.serialized) struct SearchCommandTests {
    private static let search = ["search", Preflight.example("digits/mlp.yaml"), "--trials", "5"]

    private func report(_ answer: Preflight.Answer) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: answer.file("report.json")) as? [String: Any])
    }

    /// Each trial's parameters by index.
    private func parameters(_ report: [String: Any]) throws -> [Int: NSDictionary] {
        let trials = try #require(report["trials"] as? [[String: Any]])
        let pairs = try trials.map { trial in
            (
                try #require(trial["index"] as? Int),
                try #require(trial["parameters"] as? NSDictionary)
            )
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    @Test func `trial 0 has the file's defaults, unless it is told to draw, and no other changes`()
        throws
    {
        let with = try Preflight.run(Self.search)
        let without = try Preflight.run(Self.search + ["--no-defaults"])
        #expect(with.status == 0 && without.status == 0, "\(with.errors)\(without.errors)")
        let (marked, drawn) = (try report(with), try report(without))
        let (first, second) = (try parameters(marked), try parameters(drawn))
        #expect(first.count == 5 && second.count == 5, "the defaults count among the trials")
        #expect(first[0] != second[0])
        for index in 1..<5 { #expect(first[index] == second[index]) }
        let defaults: NSDictionary = [
            "learning-rate": 0.1, "width": 64, "dropout": 0, "weight-decay": 1e-4,
        ]
        #expect(first[0] == defaults)
        let search = (marked["run"] as? [String: Any])?["search"] as? [String: Any]
        #expect(search?["defaultsTrial"] as? Int == 0)
        #expect(with.output.contains("0 (defaults)"))
        #expect(!without.output.contains("defaults"))
    }

    @Test func `repeats of the leading trials are the same bytes for 1 and 2 workers`() throws {
        let search = Self.search + ["--repeat", "3x2"]
        let expected = try Preflight.run(search + ["--workers", "1"])
        #expect(expected.status == 0, "\(expected.errors)")
        let other = try Preflight.run(search + ["--workers", "2"])
        #expect(try other.file("report.json") == expected.file("report.json"))
        let report = try report(expected)
        #expect((report["trials"] as? [Any])?.count == 5, "repeats are no trials")
        let repeats = try #require(
            (report["repeats"] as? [String: Any])?["trials"] as? [[String: Any]])
        #expect(repeats.count == 3)
        let leading = try #require(report["trials"] as? [[String: Any]]).prefix(3)
            .compactMap { $0["index"] as? Int }
        #expect(Set(repeats.compactMap { $0["trial"] as? Int }) == Set(leading))
        for trial in repeats {
            let runs = try #require(trial["runs"] as? [[String: Any]])
            #expect(runs.compactMap { $0["seed"] as? Int } == [0, 1])
            #expect(runs.allSatisfy { $0["state"] as? String == "completed" })
        }
        let means = repeats.compactMap { $0["mean"] as? Double }
        #expect(means.count == 3 && means == means.sorted(by: >))
        #expect(expected.output.contains("Leading trials over 2 fresh seeds"))
    }

    @Test(arguments: ["5", "5x1", "0x5", "5x5x5"])
    func `repeats that are none are refused`(text: String) throws {
        let answer = try Preflight.run(Self.search + ["--repeat", text])
        #expect(answer.status != 0)
        #expect(answer.errors.contains("--repeat takes TRIALSxSEEDS such as 5x5"))
    }
}
