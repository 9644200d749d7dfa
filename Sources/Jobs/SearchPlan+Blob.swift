public import Foundation

/// Long lists of trials travel as blobs: a message holds no more than a megabyte.
extension SearchPlan {
    /// Bytes of a list, as JSON, that a submission still holds itself.
    static let listLimit = 64 << 10
    /// Bytes that a list may have.
    public static let listBlobLimit = 256 << 20

    /// The same with its list as a blob, and that blob's bytes; nil where the list is short, or
    /// there is none.
    func withListApart() throws -> (plan: SearchPlan, list: Data)? {
        guard case .list(let trials) = trials else { return nil }
        let bytes = try CanonicalJSON.encode(trials)
        guard bytes.count > Self.listLimit else { return nil }
        var plan = self
        plan.trials = .blob(ListBlob(hash: ContentHash(of: bytes), count: trials.count))
        return (plan, bytes)
    }

    /// The same with the list of trials that its blob holds.
    ///
    /// - Parameter bytes: the blob's.
    /// - Throws: `WireError` where these are no list of as many trials.
    public func withList(_ bytes: Data) throws -> SearchPlan {
        let list: [[String: ParameterValue]]
        do {
            list = try CanonicalJSON.decode([[String: ParameterValue]].self, from: bytes)
        } catch {
            throw WireError("the list of trials is none: \(error)")
        }
        guard list.count == count else {
            throw WireError("the list of trials has \(list.count) instead of \(count)")
        }
        var plan = self
        plan.trials = .list(list)
        return plan
    }
}

extension RunSubmission {
    /// The same with a long list of trials as a blob, and that blob's bytes, where there is one.
    public func withListApart() throws -> (submission: RunSubmission, list: Data?) {
        guard let (plan, list) = try search?.withListApart() else { return (self, nil) }
        var submission = self
        submission.search = plan
        for index in submission.jobs.indices where submission.jobs[index].search == search {
            submission.jobs[index].search = plan
        }
        return (submission, list)
    }
}
