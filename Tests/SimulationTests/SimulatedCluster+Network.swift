import Foundation
import Jobs
import Randomness
import Scheduling
import ZeroMQ

/// Frames on their way.
extension SimulatedCluster {
    /// A connection is made once the coordinator is there, turns, and can be reached.
    func connect(_ peer: Peer) {
        network.disconnect(peer)
        switch peer {
        case .worker(let index) where !workers[index].isUp: return
        case .client(let index) where !clients[index].isUp: return
        default: break
        }
        let isCut = [network.outbound[peer], network.inbound[peer]].contains { cut in
            cut.map { $0.end > now } ?? false
        }
        guard let station, station.stalledUntil <= now, !isCut else {
            let wait = 100 + Int64(random.integer(below: 900))
            agenda.add(.connects(peer), at: now + .milliseconds(wait))
            return
        }
        _ = network.connect(peer)
        if case .client(let index) = peer { clients[index].connected(at: now) }
    }

    /// Both ends learn at once that a connection is gone, and the peer makes a new one.
    func disconnect(_ peer: Peer) {
        guard network.disconnect(peer) else { return }
        agenda.add(
            .connects(peer), at: now + .milliseconds(100 + Int64(random.integer(below: 900))))
    }

    /// Sends what a worker has to say and lets its new attempts run.
    func carryOut(_ index: Int) {
        let (frames, started) = workers[index].collect()
        for frame in frames { say(frame, from: .worker(index)) }
        let incarnation = workers[index].incarnation
        for (attempt, duration) in started {
            agenda.add(
                .attemptEnds(index, incarnation: incarnation, attempt), at: now + duration)
        }
    }

    func carryOut(client index: Int) {
        for frame in clients[index].collect() { say(frame, from: .client(index)) }
        for (invariant, sentence) in clients[index].violations { blame(invariant, sentence) }
    }

    /// Without a connection nothing is queued: what matters is said again.
    func say(_ frame: Data, from peer: Peer) {
        guard let number = network.current[peer] else { return }
        for time in passages(peer, on: number, toCoordinator: true) {
            agenda.add(.arrival(frame, on: number), at: time)
        }
    }

    /// The coordinator sends.
    func send(_ frame: Data, on number: Int) -> Socket.Sent {
        guard network.isOpen(number) else { return .unreachable }
        let peer = network.connections[number].peer
        if now < network.full[peer] ?? now {
            audit.full.insert(peer)
            return .full
        }
        do {
            if case .stranger = peer {
                audit.answers.append(frame)
                return .sent
            }
            let word = try Word(frame)
            note("to \(peer): \(word.session) \(word.meaning)")
            check(word, to: peer)
            for time in passages(peer, on: number, toCoordinator: false) {
                agenda.add(.delivery(word, on: number), at: time)
            }
        } catch {
            blame(.sameReport, "the coordinator says what cannot be read: \(error)")
        }
        return .sent
    }

    /// When a frame's copies come: the network loses, doubles and delays, and what is delayed is
    /// overtaken.
    private func passages(_ peer: Peer, on number: Int, toCoordinator: Bool) -> [Instant] {
        let isFaulty = now < Instant(nanoseconds: 0) + plan.end
        if isFaulty, plan.drop > 0, random.uniform() < plan.drop { return [] }
        let copies = isFaulty && plan.duplicate > 0 && random.uniform() < plan.duplicate ? 2 : 1
        return (0..<copies).compactMap { _ in
            var time = now + .microseconds(500 + Int64(random.integer(below: 4500)))
            let isDelayed = isFaulty && plan.delay > 0 && random.uniform() < plan.delay
            if isDelayed { time = time + .milliseconds(Int64(random.integer(below: 8000))) }
            guard let passage = network.passage(time, peer, toCoordinator: toCoordinator) else {
                return nil
            }
            return isDelayed
                ? passage : network.queued(passage, on: number, toCoordinator: toCoordinator)
        }
    }

    func arrive(_ frame: Data, on number: Int) {
        guard network.isOpen(number), let station else { return }
        note("heard from \(network.connections[number].peer): \(Self.words(frame))")
        station.wire.arrive(frame, on: number)
        if station.stalledUntil <= now { turn(after: idle) }
    }

    func deliver(_ word: Word, on number: Int) {
        guard network.isOpen(number) else { return }
        switch network.connections[number].peer {
        case .worker(let index) where workers[index].isUp:
            workers[index].take(word, at: now)
            carryOut(index)
        case .client(let index):
            do {
                try clients[index].take(word, at: now)
            } catch {
                blame(.sameReport, "a client cannot read what it is told: \(error)")
            }
            carryOut(client: index)
        default: break
        }
    }

    private static func words(_ frame: Data) -> String {
        guard let envelope = try? Envelope(frame: frame) else { return "\(frame.count) bytes" }
        return "\(envelope.session) \(envelope.kind) "
            + String(decoding: envelope.body.prefix(600), as: UTF8.self)
    }
}
