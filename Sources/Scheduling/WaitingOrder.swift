internal import Jobs

/// A submission's jobs, ordered so that each stands behind those that it waits for, and otherwise
/// as they were submitted.
struct WaitingOrder {
    private(set) var order: [Int] = []
    /// The first job that waits, through others, for itself; nil where none does.
    private(set) var circle: Int?

    private enum Mark { case new, open, done }

    init(_ jobs: [PlannedJob]) {
        let indices = Dictionary(
            jobs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var marks = [Mark](repeating: .new, count: jobs.count)
        order.reserveCapacity(jobs.count)
        for first in jobs.indices where marks[first] == .new {
            // A list, not a recursion, since a submission may chain any number of jobs.
            var stack = [(job: first, awaited: Self.awaited(by: jobs[first], indices)[...])]
            marks[first] = .open
            while let top = stack.indices.last {
                guard let next = stack[top].awaited.popFirst() else {
                    marks[stack[top].job] = .done
                    order.append(stack.removeLast().job)
                    continue
                }
                if marks[next] == .open { circle = circle ?? next }
                guard marks[next] == .new else { continue }
                marks[next] = .open
                stack.append((next, Self.awaited(by: jobs[next], indices)[...]))
            }
        }
    }

    private static func awaited(by job: PlannedJob, _ indices: [String: Int]) -> [Int] {
        guard !job.heldBackBy.isEmpty || !job.reads.isEmpty else { return [] }
        let names = job.heldBackBy + job.reads.flatMap { $0.names ?? [] }
        return Set(names.compactMap { indices[$0] }).sorted()
    }
}
