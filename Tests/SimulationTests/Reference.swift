import Foundation
import Jobs
import Reports
import Scheduling

/// What a workload comes to on one worker where nothing goes wrong.
struct Reference {
    struct Run {
        var records: [TreePath: JobRecord]
        var report: Data
        var state: RunState?
    }

    let workload: Workload
    let runs: [Run]
    let given: [JobKey: Audit.Given]
    let violations: [Violation]

    init(_ workload: Workload) {
        self.workload = workload
        let cluster = SimulatedCluster(
            seed: workload.seed, workload: workload, plan: .none, hosts: [(1, 1)])
        cluster.play(limit: .seconds(3000))
        var violations = cluster.audit.violations
        runs = cluster.clients.map { client in
            do {
                let records = try Self.records(of: client)
                return Run(
                    records: Dictionary(uniqueKeysWithValues: records.map { ($0.path, $0) }),
                    report: try Self.report(of: client, records), state: client.end?.state)
            } catch {
                violations.append(Violation(invariant: .sameReport, sentence: "\(error)"))
                return Run(records: [:], report: Data(), state: nil)
            }
        }
        given = cluster.audit.given
        self.violations = violations
    }

    /// All that one slow worker does.
    var work: Duration { given.values.reduce(.zero) { $0 + $1.duration * $1.fate.attempts } }

    static func records(of client: SimulatedClient) throws -> [JobRecord] {
        try client.records.map { try CanonicalJSON.decode(JobRecord.self, from: $0) }
    }

    static func report(of client: SimulatedClient, _ records: [JobRecord]) throws -> Data {
        try CanonicalJSON.encode(
            Report(
                client.run.submission, numerics: client.end?.numerics ?? "", version: "1",
                records: records))
    }
}
