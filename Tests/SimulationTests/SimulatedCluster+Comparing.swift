import Foundation
import Jobs

/// The end of a simulation beside the end of the one in which nothing went wrong.
extension SimulatedCluster {
    func compare(with reference: Reference, isCancelled: Bool) {
        guard audit.violations.isEmpty else { return }
        for (client, right) in zip(clients, reference.runs) {
            do {
                let records = try Reference.records(of: client)
                for record in records {
                    compare(record, of: client.index, with: right, isCancelled)
                    checkCharges(record, of: client.index)
                }
                guard client.stage == .ended, !isCancelled else { continue }
                if client.end?.state != right.state {
                    blame(.sameReport, "run \(client.index) ended \(client.end!.state)")
                }
                if try Reference.report(of: client, records) != right.report {
                    blame(.sameReport, "the report of run \(client.index) is another")
                }
            } catch {
                blame(.sameReport, "\(error)")
            }
        }
    }

    private func compare(
        _ record: JobRecord, of run: Int, with reference: Reference.Run, _ isCancelled: Bool
    ) {
        guard let right = reference.records[record.path], right.job == record.job else {
            return blame(.sameReport, "\(record.path) of run \(run) is \(record.job)")
        }
        if isCancelled, case .failure(let failure) = record.outcome, failure.kind == .cancelled {
            return
        }
        if Samples.bytes(record.outcome) != Samples.bytes(right.outcome) {
            blame(.sameReport, "\(record.job.name): \(record.outcome), not \(right.outcome)")
        }
    }

    /// No job is charged with a crash or a standstill that was not its own or its process's.
    private func checkCharges(_ record: JobRecord, of run: Int) {
        let key = JobKey(run: run, name: record.job.name)
        let kinds = record.failures.map(\.kind)
        let crashes = kinds.count { $0 == .crashed || $0 == .outOfMemory }
        let fate = audit.given[key]?.fate
        let diesAlone = fate == .failure(.crashed) || fate == .failure(.outOfMemory)
        if !diesAlone, crashes > audit.deaths[key, default: 0] {
            blame(.noWrongCharge, "\(key) was charged \(crashes) crashes: \(record.failures)")
        }
        if fate != .stands, kinds.contains(.stuck) {
            blame(.noWrongCharge, "\(key) was charged a standstill")
        }
    }
}
