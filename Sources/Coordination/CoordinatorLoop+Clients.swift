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
        let sender = Uploads.Sender(origin: peers[session]?.origin ?? .local, at: now)
        let (answer, changes) = uploads.take(message, envelope.payload, from: sender)
        writes += changes
        switch answer {
        case .received(let offset):
            postOnceDurable(ToClient.Received(hash: message.hash, offset: offset), to: session)
        case .refused(let reason):
            post(ToClient.Refused(reason: reason), to: session)
        }
    }

    /// Runs of one owner that have not ended, and their jobs.
    static let runLimit = 4096
    static let jobLimit = 4_000_000

    func submit(_ envelope: Envelope, _ session: SessionID) throws {
        guard envelope.body.count <= RunSubmission.sizeLimit else {
            throw WireError(RunSubmission.tooLarge(envelope.body.count))
        }
        let message = try FromClient.Submit(envelope)
        let submission = message.submission
        let bytes = try CanonicalJSON.encode(submission)
        let digest = ContentHash(of: bytes)
        let name = try name(of: submission, digest, session, message.proof)
        if let run = submitted[name] {
            guard runs[run]?.digest == digest else {
                throw WireError("run \(run) was submitted under this id, and it is another")
            }
            postOnceDurable(ToClient.Accepted(run: run), to: session)
            return
        }
        for hash in submission.blobs where try blobs.size(of: hash) == nil {
            throw WireError("blob \(hash) has not been uploaded: offer it first")
        }
        let plan = try plan(submission, of: name)
        try checkRoom(for: plan)
        let run = drawRunID()
        writes.append(.run(run, submission: bytes, jobs: plan.jobs.count, name))
        open(run, submission, digest, name, jobs: plan.jobs.count)
        postOnceDurable(ToClient.Accepted(run: run), to: session)
        logger.info(
            "run submitted",
            metadata: [
                "run.id": "\(run)", "run.experiment": "\(submission.experiment.inOneLine())",
            ])
        feed(.runSubmitted(run, plan))
    }

    /// What a submission asks for, its list of trials read where that is a blob.
    func plan(_ submission: RunSubmission, of name: SubmissionName?) throws -> RunPlan {
        guard let search = submission.search, let hash = search.listBlob else {
            return try RunPlan(submission, of: name)
        }
        let limit = SearchPlan.listBlobLimit
        guard let bytes = try blobs.contents(of: hash, atMost: limit) else {
            throw WireError("the list of trials \(hash) is not there, or above \(limit) bytes")
        }
        var whole = submission
        whole.search = try search.withList(bytes)
        return try RunPlan(whole, of: name)
    }

    /// One owner's runs must leave room for those of others.
    private func checkRoom(for plan: RunPlan) throws {
        let own = runs.values.filter {
            $0.state == .active && SubmissionName.account(of: $0.owner) == plan.account
        }
        let jobs = own.reduce(plan.jobs.count) { $0 + $1.counts.total }
        guard own.count < Self.runLimit, jobs <= Self.jobLimit else {
            throw WireError(
                "\(own.count) of your runs have not ended, with \(jobs - plan.jobs.count) jobs: "
                    + "wait for some of them or cancel them before you submit more")
        }
    }

    /// A submission without an id is the same as long as session and bytes are.
    private func name(
        of submission: RunSubmission, _ digest: ContentHash, _ session: SessionID, _ proof: String?
    ) throws -> SubmissionName {
        let id = submission.id ?? "session \(session) \(digest)"
        guard (1...200).contains(id.utf8.count) else {
            throw WireError("a submission's id has 1 to 200 bytes")
        }
        return SubmissionName(owner: authority(session, proof).owner, id: id)
    }

    func authority(_ session: SessionID, _ proof: String?) -> Authority {
        access.authority(peers[session]?.origin ?? .local, session, proof: proof)
    }

    /// A run that this client may read and end.
    func owned(
        _ run: RunID, _ session: SessionID, _ proof: String?
    ) throws -> RunFile {
        guard let file = runs[run] else { throw unknown(run) }
        let authority = authority(session, proof)
        guard authority.isOperator || file.owner == authority.owner else {
            throw WireError(
                "run \(run) belongs to another client: use the key that submitted it, or the "
                    + "operator's; without keys, the account that started the coordinator")
        }
        return file
    }

    private func drawRunID() -> RunID {
        while true {
            let digits = String(draw(), radix: 16)
            let run = RunID(String(repeating: "0", count: 8 - digits.count) + digits)
            if runs[run] == nil { return run }
        }
    }

    private func open(
        _ run: RunID, _ submission: RunSubmission, _ digest: ContentHash, _ name: SubmissionName?,
        jobs: Int
    ) {
        if let name { submitted[name] = run }
        runs[run] = RunFile(
            kind: submission.kind, experiment: submission.experiment, owner: name?.owner,
            digest: digest, numerics: submission.numerics,
            counts: RunCounts(total: jobs, running: 0, done: 0, slots: 0))
        runOrder.append(run)
    }

    func watch(_ message: FromClient.Watch, _ session: SessionID) throws {
        _ = try owned(message.run, session, message.proof)
        guard message.from >= 0 else { throw WireError("records are counted from 0") }
        try watch(message.run, from: message.from, by: session)
    }

    func cancel(_ message: FromClient.Cancel, _ session: SessionID) throws {
        let file = try owned(message.run, session, message.proof)
        if file.state == .active { writes.append(.cancel(message.run)) }
        logger.info(
            "run cancelled",
            metadata: ["run.id": "\(message.run)", "run.drain": "\(message.drain)"])
        feed(.runCancelled(message.run, drain: message.drain))
        postOnceDurable(ToClient.Accepted(run: message.run), to: session)
    }

    private func unknown(_ run: RunID) -> WireError {
        WireError(
            "there is no run \(run.text.inOneLine(limit: 40)) here; `preflight status` lists them")
    }

    /// Goes on with the runs that an earlier process left in the store.
    package func takeUpRuns() throws {
        let starts = try store.countStart()
        storedWorkers = Set(try store.workers())
        feed(.workersExpected(storedWorkers.sorted()))
        let endings = try store.endings()
        for stored in try store.runs() {
            open(
                stored.run, stored.submission,
                ContentHash(of: try CanonicalJSON.encode(stored.submission)), stored.name,
                jobs: max(stored.jobs, stored.records))
            runs[stored.run]?.records = stored.records
            runs[stored.run]?.numerics = stored.numerics ?? stored.submission.numerics
            runs[stored.run]?.state = stored.state
            runs[stored.run]?.counts.done = stored.records
            runs[stored.run]?.endings = endings[stored.run] ?? RunEndings()
            guard stored.state == .active else { continue }
            var plan = try plan(stored.submission, of: stored.name)
            plan.numerics = stored.numerics ?? plan.numerics
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
    init(_ submission: RunSubmission, of name: SubmissionName? = nil) throws {
        try Self.checkNumbers(of: submission)
        self.init(
            program: submission.program, file: submission.file, data: submission.data,
            seed: submission.seed, numerics: submission.numerics,
            workerTimeout: submission.workerTimeout.map { .seconds($0) },
            jobs: try Self.jobs(of: submission), kind: submission.kind)
        account = SubmissionName.account(of: name?.owner)
        let words = [submission.experiment, submission.program.name, submission.program.build]
        guard jobs.count <= 1_000_000, !jobs.isEmpty,
            words.allSatisfy({ $0.utf8.count <= 200 && $0.isPlain })
        else {
            throw WireError(
                "a run has 1 to 1000000 jobs, and names of at most 200 bytes without control "
                    + "characters")
        }
        for job in submission.jobs {
            let limit = job.work == .repeats ? Self.repeatsSizeLimit : PlannedJob.sizeLimit
            guard try CanonicalJSON.encode(job).count <= limit else {
                throw WireError("a job has at most \(limit) bytes")
            }
        }
        if let flaw { throw WireError(flaw) }
    }

    /// Numbers that nobody of ours would send could end a process in their arithmetic.
    private static func checkNumbers(of submission: RunSubmission) throws {
        guard submission.workerTimeout.map((0...1e9).contains) ?? true else {
            throw WireError("a run waits 0 to 1000000000 seconds for a worker")
        }
        var read = 0
        for job in submission.jobs {
            guard (0...1_000_000).contains(job.tier), (0...1e15).contains(job.expectedCost) else {
                throw WireError("a job's tier is 0 to 1000000, its expected cost 0 to 1e15")
            }
            for source in job.reads.map(\.source) {
                guard case .range(_, let first, let end) = source else { continue }
                guard first >= 0, first <= end, end <= JobRead.limit else {
                    throw WireError(RunPlan.wrongRange(job))
                }
                read += end - first
            }
        }
        guard read <= 4 * JobRead.limit else {
            throw WireError("the jobs of a run read at most \(4 * JobRead.limit) others together")
        }
        guard submission.search?.repeats?.isAllowed ?? true else {
            throw WireError("a search repeats \(RepeatCount.allowed)")
        }
    }

    private static func wrongRange(_ job: PlannedJob) -> String {
        "\(job.name.inOneLine(limit: 200)) reads a range that is none, or more than "
            + "\(JobRead.limit) jobs"
    }

    /// One that plans repeats holds its search, whose trials may be a list.
    private static let repeatsSizeLimit = 128 << 10

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
