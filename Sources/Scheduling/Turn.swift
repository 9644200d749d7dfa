internal import Jobs

/// A job's number in the order of dispatch.
///
/// Trials run in the order of their paths; checks by tier, and in a tier the longest first, so that
/// none of those is left over at the end. A job that plans goes with the first tiers, so that what
/// it plans is known before the long jobs start.
struct Turn: Hashable, Comparable {
    private let tier: Int
    private let cost: Double
    private let path: TreePath
    /// The job's index in its run.
    let job: Int

    init(of job: ActiveJob, index: Int, in kind: RunSubmission.Kind) {
        let isCheck = kind == .check
        tier = isCheck ? min(job.plan.tier, job.plan.plans ? 1 : Int.max) : 0
        cost = isCheck && !job.plan.expectedCost.isNaN ? job.plan.expectedCost : 0
        path = job.path
        self.job = index
    }

    static func < (left: Turn, right: Turn) -> Bool {
        if left.tier != right.tier { return left.tier < right.tier }
        if left.cost != right.cost { return left.cost > right.cost }
        return left.path < right.path
    }
}

extension RandomAccessCollection where Index == Int {
    /// Returns the first index whose element is in the second part of a collection in two parts.
    func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
