internal import Jobs

/// Sets out a run's problems: causes before the symptoms that they explain, and by severity, where
/// a cause counts as severe as the worst of what it explains.
///
/// Which problem explains which is closed over problems in between. Problems that explain each
/// other, straight or roundabout, are taken in report order.
struct ProblemOrder {
    private let problems: [ReportSummary.Problem]
    /// For each problem the indices of those that it explains.
    private let symptoms: [Set<Int>]

    /// - Parameter problems: in report order; each names what its finding says that it explains.
    init(_ problems: [ReportSummary.Problem]) {
        self.problems = problems
        let reached = Self.reached(from: problems)
        symptoms = reached.enumerated().map { index, all in
            all.filter { $0 != index && (!reached[$0].contains(index) || index < $0) }
        }
    }

    /// The problems in order, each with the names of the problems that it explains.
    var ordered: [ReportSummary.Problem] {
        let own = problems.map { Self.severity($0.verdict) }
        let worst = symptoms.enumerated().map { index, explained in
            explained.map { own[$0] }.reduce(own[index], min)
        }
        let isSymptom = symptoms.reduce(into: Set<Int>()) { $0.formUnion($1) }
        var waiting = Set(problems.indices)
        var order = [Int]()
        while !waiting.isEmpty {
            let behind = waiting.reduce(into: Set<Int>()) { $0.formUnion(symptoms[$1]) }
            func rank(_ index: Int) -> (Int, Int, Int, Int) {
                (worst[index], isSymptom.contains(index) ? 1 : 0, own[index], index)
            }
            guard let next = waiting.subtracting(behind).min(by: { rank($0) < rank($1) }) else {
                fatalError("the problems \(waiting.sorted()) explain each other in a circle")
            }
            waiting.remove(next)
            order.append(next)
        }
        return order.map { index in
            var problem = problems[index]
            let explained = order.filter { symptoms[index].contains($0) }
            problem.explains = explained.map { problems[$0].check }
            return problem
        }
    }

    private static func severity(_ verdict: Finding.Verdict) -> Int {
        switch verdict {
        case .failed: 0
        case .error: 1
        case .warned, .passed, .skipped: 2
        }
    }

    /// For each problem the indices of those that its words lead to, over any number of steps.
    private static func reached(from problems: [ReportSummary.Problem]) -> [Set<Int>] {
        let indices = Dictionary(grouping: problems.indices) { problems[$0].check }
        let direct = problems.map { Set($0.explains.flatMap { indices[$0] ?? [] }) }
        return direct.map { start in
            var found = start
            var pending = Array(start)
            while let next = pending.popLast() {
                for index in direct[next] where found.insert(index).inserted {
                    pending.append(index)
                }
            }
            return found
        }
    }
}
