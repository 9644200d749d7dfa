internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling
internal import Search

/// What clients say.
extension CoordinatorLoop {
    func offer(_ message: FromClient.Offer, _ session: SessionID) throws {
        var missing: [ContentHash] = []
        for hash in message.blobs where try blobs.size(of: hash) == nil { missing.append(hash) }
        post(ToClient.Missing(blobs: missing), to: session)
    }

    func upload(_ envelope: Envelope, _ session: SessionID) throws {
        let message = try FromClient.Upload(envelope)
        if let size = try blobs.size(of: message.hash) {
            post(ToClient.Received(hash: message.hash, offset: size), to: session)
            return
        }
        let (answer, changes) = uploads.take(message, envelope.payload)
        writes += changes
        switch answer {
        case .received(let offset):
            postOnceDurable(ToClient.Received(hash: message.hash, offset: offset), to: session)
        case .refused(let reason):
            post(ToClient.Refused(reason: reason), to: session)
        }
    }

    func submit(_ envelope: Envelope, _ session: SessionID) throws {
        if let earlier = peers[session]?.submitted, earlier.request == envelope.body {
            postOnceDurable(ToClient.Accepted(run: earlier.run), to: session)
            return
        }
        guard envelope.body.count <= RunSubmission.sizeLimit else {
            throw WireError(RunSubmission.tooLarge(envelope.body.count))
        }
        let submission = try FromClient.Submit(envelope).submission
        let plan = try RunPlan(submission)
        for hash in submission.blobs where try blobs.size(of: hash) == nil {
            throw WireError("blob \(hash) has not been uploaded: offer it first")
        }
        let run = drawRunID()
        let bytes = try CanonicalJSON.encode(submission)
        writes.append(.run(run, submission: bytes, jobs: plan.jobs.count))
        open(run, submission, jobs: plan.jobs.count)
        peers.setSubmitted(session, envelope.body, run)
        postOnceDurable(ToClient.Accepted(run: run), to: session)
        logger.info(
            "run submitted",
            metadata: ["run.id": "\(run)", "run.experiment": "\(submission.experiment)"])
        feed(.runSubmitted(run, plan))
    }

    private func drawRunID() -> RunID {
        while true {
            let digits = String(UInt32.random(in: .min ... .max), radix: 16)
            let run = RunID(String(repeating: "0", count: 8 - digits.count) + digits)
            if runs[run] == nil { return run }
        }
    }

    private func open(_ run: RunID, _ submission: RunSubmission, jobs: Int) {
        runs[run] = RunFile(
            kind: submission.kind, experiment: submission.experiment,
            kernelKind: submission.kernelKind,
            counts: RunCounts(total: jobs, running: 0, done: 0, slots: 0))
        runOrder.append(run)
    }

    func watch(_ message: FromClient.Watch, _ session: SessionID) throws {
        guard let file = runs[message.run] else { throw unknown(message.run) }
        guard message.from >= 0 else { throw WireError("records are counted from 0") }
        guard let bytes = try store.submission(of: message.run) else { throw unknown(message.run) }
        let submission = try CanonicalJSON.decode(RunSubmission.self, from: bytes)
        post(
            ToClient.Run(
                run: message.run, submission: submission, jobs: file.counts.total,
                kernelKind: file.kernelKind),
            to: session)
        post(
            ToClient.Advanced(run: message.run, counts: file.counts, notice: file.notice),
            to: session)
        runs[message.run]?.watchers[session] = message.from
        watched.insert(message.run)
    }

    func cancel(_ message: FromClient.Cancel, _ session: SessionID) throws {
        guard let file = runs[message.run] else { throw unknown(message.run) }
        if file.state == .active { writes.append(.cancel(message.run)) }
        logger.info(
            "run cancelled",
            metadata: ["run.id": "\(message.run)", "run.drain": "\(message.drain)"])
        feed(.runCancelled(message.run, drain: message.drain))
        postOnceDurable(ToClient.Accepted(run: message.run), to: session)
    }

    private func unknown(_ run: RunID) -> WireError {
        WireError("there is no run \(run.text.prefix(40)) here; `preflight status` lists them")
    }

    /// Goes on with the runs that an earlier process left in the store.
    func takeUpRuns() throws {
        let starts = try store.countStart()
        storedWorkers = Set(try store.workers())
        feed(.workersExpected(storedWorkers.sorted()))
        let endings = try store.endings()
        for stored in try store.runs() {
            open(stored.run, stored.submission, jobs: max(stored.jobs, stored.records))
            runs[stored.run]?.records = stored.records
            runs[stored.run]?.kernelKind = stored.kernelKind ?? stored.submission.kernelKind
            runs[stored.run]?.state = stored.state
            runs[stored.run]?.counts.done = stored.records
            runs[stored.run]?.endings = endings[stored.run] ?? RunEndings()
            guard stored.state == .active else { continue }
            var plan = try RunPlan(stored.submission)
            plan.kernelKind = stored.kernelKind ?? plan.kernelKind
            let history = StoredHistory(
                entries: try store.history(of: stored.run), isCancelled: stored.isCancelled,
                attemptsBefore: 100 * starts)
            feed(.runRestored(stored.run, plan, history))
        }
        try finishWriting()
    }
}

extension RunPlan {
    /// Plans a submission: a check's jobs as they are, a search's trials drawn.
    /// - Throws: `WireError` where it cannot be carried out.
    init(_ submission: RunSubmission) throws {
        self.init(
            program: submission.program, file: submission.file, data: submission.data,
            seed: submission.seed, kernelKind: submission.kernelKind,
            workerTimeout: submission.workerTimeout.map { .seconds($0) },
            jobs: try Self.jobs(of: submission), kind: submission.kind)
        guard submission.workerTimeout.map((0...1e9).contains) ?? true else {
            throw WireError("a run waits 0 to 1000000000 seconds for a worker")
        }
        let words = [submission.experiment, submission.program.name, submission.program.build]
        guard jobs.count <= 1_000_000, !jobs.isEmpty, words.allSatisfy({ $0.utf8.count <= 200 })
        else { throw WireError("a run has 1 to 1000000 jobs, and names of at most 200 bytes") }
        for job in submission.jobs {
            let limit = job.work == .repeats ? Self.repeatsSizeLimit : PlannedJob.sizeLimit
            guard try CanonicalJSON.encode(job).count <= limit else {
                throw WireError("a job has at most \(limit) bytes")
            }
        }
        if let flaw { throw WireError(flaw) }
    }

    /// One that plans repeats holds its search, whose trials may be a long list.
    private static let repeatsSizeLimit = 480 << 10

    private static func jobs(of submission: RunSubmission) throws -> [PlannedJob] {
        switch submission.kind {
        case .check: return submission.jobs
        case .search:
            guard let search = submission.search else {
                throw WireError("a search must say what it tries")
            }
            do {
                return try Sampling(search, seed: submission.seed).trials + submission.jobs
            } catch {
                throw WireError("\(error)")
            }
        }
    }
}
