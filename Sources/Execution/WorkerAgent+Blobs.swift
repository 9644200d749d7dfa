package import Jobs

/// Fetching what an assignment needs, one piece after the other.
extension WorkerAgent {
    /// After this long without the piece asked for, it is asked for again.
    static let patience: Duration = .seconds(5)

    /// Whether this piece is the one that was asked for.
    package func expects(_ hash: ContentHash, offset: Int) -> Bool {
        phase == .welcome && fetching?.hash == hash && fetching?.offset == offset
    }

    func missing(_ assignment: Assignment) -> [ContentHash] {
        assignment.blobs.filter { !blobs.contains($0) }
    }

    mutating func fetchNext(_ now: Duration) -> [Effect] {
        guard phase == .welcome, fetching == nil,
            let hash = waiting.flatMap({ missing($0) }).first
        else { return [] }
        fetching = Fetch(hash: hash, asked: now)
        return [.fetch(hash, offset: 0)]
    }

    mutating func piece(
        _ hash: ContentHash, _ offset: Int, _ count: Int, _ size: Int, _ now: Duration
    ) -> [Effect] {
        guard var fetch = fetching, expects(hash, offset: offset) else { return [] }
        if size < 0 || (count == 0 && offset < size) {
            let reason = "the coordinator does not have the data \(hash)"
            return giveUp(hash, Failure(.refused, reason), now)
        }
        fetch.offset += count
        fetch.asked = now
        fetching = fetch
        return fetch.offset < size ? [.fetch(hash, offset: fetch.offset)] : []
    }

    mutating func blobComplete(
        _ hash: ContentHash, _ isIntact: Bool, _ now: Duration
    ) -> [Effect] {
        guard fetching?.hash == hash else { return [] }
        if isIntact {
            blobs.insert(hash)
            fetching = nil
            return startWaiting(now)
        }
        guard damaged.insert(hash).inserted else {
            damaged.remove(hash)
            let words =
                "the data \(hash) arrived damaged twice: look at this host's disk, memory and "
                + "network"
            return giveUp(hash, Failure(.hostTrouble, words), now)
        }
        fetching = nil
        return fetchNext(now)
    }

    /// The disk took no more: what no job here needs makes room, once; then the jobs that wait for
    /// the blob go to other hosts.
    mutating func unstored(_ hash: ContentHash, _ failure: Failure, _ now: Duration) -> [Effect] {
        guard fetching?.hash == hash else { return [] }
        let needed = slots.compactMap { $0?.assignment } + waiting
        let free = blobs.subtracting(needed.flatMap(\.blobs)).sorted()
        guard !free.isEmpty else { return giveUp(hash, failure, now) }
        blobs.subtract(free)
        fetching = nil
        return [.evict(free)] + fetchNext(now)
    }

    mutating func vanished(
        _ slot: Int, _ hashes: [ContentHash], _ now: Duration
    ) -> [Effect] {
        blobs.subtract(hashes)
        guard let running = slots[slot] else { return [] }
        slots[slot] = nil
        waiting.insert(running.assignment, at: 0)
        return startWaiting(now)
    }

    mutating func giveUp(
        _ hash: ContentHash, _ failure: Failure, _ now: Duration
    ) -> [Effect] {
        fetching = nil
        let lost = waiting.filter { missing($0).contains(hash) }
        waiting = waiting.filter { !lost.contains($0) }
        var effects: [Effect] = []
        for assignment in lost {
            effects += hand(failed(assignment, failure, host.slot), now)
        }
        return effects + fetchNext(now)
    }
}
