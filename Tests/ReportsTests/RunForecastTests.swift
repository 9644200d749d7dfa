import Jobs
import Reports
import Testing

/// Runs with a clock that the tests turn.
struct RunForecastTests {
    /// A run on some slots: jobs start in order and take their seconds.
    private struct Simulation {
        var submission = SampleCheck.submission
        var seconds: [String: Double] = [:]
        var plans: [String: [PlannedJob]] = [:]
        var slots = 2

        /// What was foretold and what was true, at every end of a job and halfway between.
        func told() -> [(at: Double, left: Double?)] {
            var forecast = RunForecast(submission)
            var waiting = submission.jobs.filter { $0.work != .repeats }
            if let search = submission.search {
                waiting = (0..<search.count).map { PlannedJob(name: "trial/\($0)") }
            }
            var running: [(job: PlannedJob, end: Double)] = []
            var (now, done, answers) = (0.0, 0, [(at: Double, left: Double?)]())
            func counts() -> RunCounts {
                let growing = (waiting + running.map(\.job)).contains { $0.plans }
                return RunCounts(
                    total: waiting.count + running.count + done, running: running.count,
                    done: done, slots: slots, mayGrow: growing)
            }
            while !waiting.isEmpty || !running.isEmpty {
                while running.count < slots, !waiting.isEmpty {
                    let job = waiting.removeFirst()
                    running.append((job, now + (seconds[job.name] ?? 1)))
                }
                forecast.take(running: running.map(\.job.name), at: now)
                answers.append((now, forecast.secondsLeft(counts(), at: now)))
                guard let next = running.indices.min(by: { running[$0].end < running[$1].end })
                else { break }
                let half = (now + running[next].end) / 2
                answers.append((half, forecast.secondsLeft(counts(), at: half)))
                let (job, end) = running.remove(at: next)
                (now, done) = (end, done + 1)
                let plan = plans[job.name]
                waiting += plan ?? []
                forecast.take(
                    JobRecord(
                        job: job, path: TreePath(0),
                        outcome: plan.map { .plan($0) } ?? .findings([]), attempt: 1,
                        execution: JobResult.Execution(
                            host: "h", worker: "w", slot: 0, seconds: seconds[job.name] ?? 1,
                            peakMemory: 1)))
            }
            return answers + [(now, nil)]
        }
    }

    /// Whatever is told is at most a third off, or a second.
    private func expectHonest(_ answers: [(at: Double, left: Double?)], atLeast: Int) {
        let end = answers.last?.at ?? 0
        let told = answers.filter { $0.left != nil }
        #expect(told.count >= atLeast)
        for (at, left) in told {
            let error = abs((left ?? 0) - (end - at))
            #expect(error <= max(1, (end - at) / 3), "at \(at) of \(end): \(left ?? 0)")
        }
    }

    @Test func `nothing is told of a training that is unlike all others`() {
        var run = Simulation()
        run.submission.jobs =
            (0..<20).map { PlannedJob(name: "c\($0)", checks: ["c\($0)"], expectedCost: 0.01) }
            + [PlannedJob(name: "training", checks: ["t"], tier: 2, expectedCost: 9)]
        for index in 0..<20 { run.seconds["c\(index)"] = 0.02 }
        run.seconds["training"] = 8
        #expect(run.told().allSatisfy { $0.left == nil })
        run.submission.jobs.removeLast()
        expectHonest(run.told(), atLeast: 30)
    }

    @Test(arguments: [1, 2, 3, 8]) func `probes tell the time of their like`(slots: Int) {
        var run = Simulation()
        run.slots = slots
        let planner = PlannedJob(name: "p", checks: ["p"], tier: 3, expectedCost: 10, plans: true)
        run.submission.jobs = [planner]
        let probes = (0..<20).map { index in
            PlannedJob(
                name: "p/\(index)", work: .probe, tier: 3, expectedCost: index < 4 ? 1.5 : 0.5)
        }
        let judge = PlannedJob(name: "p/judge", work: .judge, checks: ["p"], expectedCost: 0.01)
        run.plans["p"] = probes + [judge]
        for (index, probe) in probes.enumerated() {
            run.seconds[probe.name] = (index < 4 ? 12 : 4) * (index % 2 == 0 ? 1 : 1.1)
        }
        run.seconds["p/judge"] = 0.01
        run.seconds["p"] = 0.1
        expectHonest(run.told(), atLeast: 10)
        #expect(run.told()[0].left == nil, "what it plans is not known")
    }

    @Test func `a search tells the time of trials and of repeats to come`() {
        var run = Simulation()
        run.slots = 3
        run.submission = SampleRepeats.submission
        run.submission.search?.trials = .random(20)
        run.submission.search?.repeats = nil
        run.submission.jobs = []
        for index in 0..<20 { run.seconds["trial/\(index)"] = index % 2 == 0 ? 5 : 6 }
        expectHonest(run.told(), atLeast: 30)
        let plain = run.told()
        run.submission.search?.repeats = RepeatCount(trials: 3, seeds: 4)
        let repeated = run.told()
        let pairs = zip(plain, repeated).compactMap { pair -> Double? in
            guard let left = pair.0.left, let longer = pair.1.left else { return nil }
            return longer - left
        }
        #expect(!pairs.isEmpty && pairs.allSatisfy { abs($0 - 22) < 3 }, "12 runs on 3 slots")
    }

    @Test func `a job that takes longer than was thought is not about to end forever`() {
        var run = Simulation()
        run.slots = 1
        let probes = (0..<2).map { PlannedJob(name: "p/\($0)", work: .probe, expectedCost: 1) }
        run.submission.jobs = probes
        var forecast = RunForecast(run.submission)
        let counts = RunCounts(total: 2, running: 1, done: 1, slots: 1)
        #expect(forecast.secondsLeft(counts, at: 0) == nil)
        forecast.take(
            JobRecord(
                job: probes[0], path: TreePath(0), outcome: .findings([]), attempt: 1,
                execution: JobResult.Execution(
                    host: "h", worker: "w", slot: 0, seconds: 2, peakMemory: 1)))
        forecast.take(running: ["p/1"], at: 2)
        #expect(forecast.secondsLeft(counts, at: 2) == 2)
        #expect(forecast.secondsLeft(counts, at: 3.5) == 0.5)
        #expect(forecast.secondsLeft(counts, at: 42) == 10)
        #expect(
            forecast.secondsLeft(RunCounts(total: 2, running: 0, done: 1, slots: 0), at: 3) == nil)
    }
}
