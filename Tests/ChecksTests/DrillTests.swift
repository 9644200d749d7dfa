import Checks
import Datasets
import Experiments
import Foundation
import Jobs
import Testing

/// Faults that are planted into somebody's own experiment.
@Suite struct DrillTests {
    /// An experiment with the files that it names.
    private struct Subject {
        let specification: ExperimentSpecification
        let files: ExperimentFiles

        init(_ name: String) throws {
            let location = Recipe.location(of: name)
            let file = try ExperimentFile(contentsOf: location.path)
            specification = file.defaults
            files = try ExperimentFiles(of: file, in: location.deletingLastPathComponent())
        }

        init(_ other: Subject, _ change: (inout ExperimentSpecification) -> Void) {
            var specification = other.specification
            change(&specification)
            self.specification = specification
            files = other.files
        }

        func data(_ edits: [Edit] = []) throws -> ExperimentData {
            try ExperimentData(
                try specification.applying(edits).data, seed: 1, files: files)
        }

        func site() throws -> FaultSite {
            FaultSite(specification, training: try data().training)
        }

        func outcomes(_ jobs: [PlannedJob]) throws -> [String: Outcome] {
            var outcomes: [String: Outcome] = [:]
            for job in jobs {
                let reads = job.reads.flatMap { $0.names ?? [] }.map { name in
                    ReadOutcome(job: name, content: .outcome(outcomes[name]!))
                }
                do {
                    let edited = try specification.applying(job.edits)
                    outcomes[job.name] = try ExperimentJob.outcome(
                        job, edited, data: try data(job.edits), seed: 1, outcomes: reads,
                        progress: {})
                } catch let error as EditError {
                    outcomes[job.name] = .failure(Failure(.refused, "\(error)"))
                }
            }
            return outcomes
        }
    }

    private static func subjects() throws -> [Subject] {
        let names = [
            "examples/digits/mlp", "examples/digits/resnet18", "examples/breast-cancer/mlp",
        ]
        var subjects = try names.map { try Subject($0) }
        subjects.append(
            Subject(subjects[0]) {
                let hidden = $0.model.prefix(2)
                for _ in 0..<5 { $0.model.insert(contentsOf: hidden, at: 0) }
            })
        subjects.append(
            Subject(subjects[0]) {
                $0.schedule = ComponentSpecification(
                    kind: "step",
                    settings: [
                        "every-epochs": .scalar(.integer(5)), "factor": .scalar(.real(0.5)),
                    ])
            })
        subjects.append(
            Subject(subjects[0]) {
                $0.data.classes = nil
                $0.loss = ComponentSpecification(kind: "mean-squared-error")
                $0.model[$0.model.count - 1].settings["features"] = .scalar(.integer(1))
            })
        return subjects
    }

    @Test func `every fault that a file can have applies somewhere and changes something`() throws {
        let subjects = try Self.subjects()
        let sites = try subjects.map { try $0.site() }
        for fault in Fault.all {
            var reasons: [String] = []
            let isPlanted = zip(subjects, sites).contains { subject, site in
                switch fault.planting(site) {
                case .impossible(let reason):
                    reasons.append(reason)
                    return false
                case .edits(let edits):
                    guard let edited = try? subject.specification.applying(edits) else {
                        reasons.append("refused")
                        return false
                    }
                    return edited != subject.specification
                }
            }
            let isOfSteps = reasons.allSatisfy { $0.contains("training step of one's own") }
            #expect(isPlanted || isOfSteps, "\(fault.name): \(reasons)")
        }
        #expect(Set(Fault.all.map(\.name)).count == Fault.all.count)
    }

    @Test(arguments: DataFault.Kind.allCases)
    func `a fault of data changes what enters training`(_ kind: DataFault.Kind) throws {
        let amounts: [DataFault.Kind: Double] = [
            .repeatedRows: 32, .fewRows: 20, .rareClasses: 3, .missingValues: 0.1,
            .dividedLabels: 255, .scaledInputs: 255, .scaledTrainingInputs: 255, .noisyLabels: 0.8,
        ]
        let isOfNumbers = kind == .scaledTargets
        let subject = try Self.subjects()[isOfNumbers ? 5 : 0]
        let own = try subject.data()
        let spoiled = try subject.data([.damage(DataFault(kind, amounts[kind] ?? 2))])
        let isEqual =
            own.training.inputs == spoiled.training.inputs
            && own.training.targets == spoiled.training.targets
            && own.validation.inputs == spoiled.validation.inputs
        #expect(!isEqual)
        #expect(spoiled.training.count > 0)
    }

    @Test func `the drill names what catches a fault and what is not caught`() throws {
        let subject = try Subject("examples/digits/mlp")
        let site = try subject.site()
        let names = [
            "softmax-twice", "labels-divided", "layers-frozen", "sorted-rows", "inputs-rolled",
        ]
        let jobs = Drill.jobs(planting: names, into: site, all: false)
        #expect(jobs.last?.checks == ["drill"])
        let outcomes = try subject.outcomes(jobs)
        guard case .findings(let findings) = outcomes["drill/judge"] else {
            Issue.record("the judge found nothing")
            return
        }
        let rows = try #require(findings.first?.tables.first).rows
        #expect(rows.map { $0[0] } == Fault.all.map(\.name).filter(names.contains))
        func caught(_ name: String) -> String? { rows.first { $0[0] == name }?[3] }
        #expect(caught("softmax-twice")?.hasPrefix("output-activation") == true)
        #expect(caught("labels-divided")?.hasPrefix("labels") == true)
        #expect(caught("layers-frozen")?.hasPrefix("parameters-move") == true)
        #expect(findings.first?.verdict == .passed)
        #expect(findings.first?.evidence.hasPrefix("4 of 5 faults planted here") == true)
        #expect(findings.first?.evidence.hasSuffix("nothing catches inputs-rolled") == true)
        let missed = try #require(findings.first?.tables.dropFirst().first).rows
        #expect(missed.map { $0[0] } == ["inputs-rolled"])
        let why = try #require(missed.first?.last)
        #expect(why.contains("rolled by a random distance: pairing sees \"a simple probe"))
        #expect(why.contains("on validation rows, without the fault 0.9"))
    }

    @Test func `a fault that cannot be planted says why, and is no job`() throws {
        let site = try Subject("examples/digits/mlp").site()
        let batches = try #require(Fault.all.first { $0.name == "batches-of-one" })
        #expect(batches.planting(site) == .impossible("no batch normalisation"))
        let jobs = Drill.jobs(planting: ["batches-of-one"], into: site, all: false)
        #expect(!jobs.contains { $0.name.contains("batches-of-one") })
    }
}
