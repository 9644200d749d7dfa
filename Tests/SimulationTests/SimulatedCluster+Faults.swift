import Foundation
import Jobs
import Randomness
import Scheduling

extension SimulatedCluster {
    func strike(_ fault: Fault) {
        note("FAULT \(fault)")
        audit.struck[fault.name, default: 0] += 1
        switch fault {
        case .workerCrash(let index, let span): crash(index, downFor: span)
        case .workerBurns(let index, let span): crash(index, downFor: span, burning: true)
        case .workerLeaves(let index, let span): leave(index, downFor: span)
        case .workerLeavesWithResult(let index): workers[index].leavesWithResult = true
        case .workerFreeze(let index, let span):
            frozenUntil[index] = max(frozenUntil[index], now + span)
        case .workersRestart:
            for index in workers.indices where workers[index].isUp {
                crash(index, downFor: .milliseconds(1))
            }
        case .disconnect(let peer): disconnect(peer)
        case .cut(let peer, let outbound, let inbound, let loses, let span):
            cut(peer, outbound: outbound, inbound: inbound, loses, span)
        case .cutAll(let loses, let span):
            for index in workers.indices {
                cut(.worker(index), outbound: true, inbound: true, loses, span)
            }
            for index in clients.indices {
                cut(.client(index), outbound: true, inbound: true, loses, span)
            }
        case .fullQueue(let peer, let span): network.full[peer] = now + span
        case .hostTrouble(let index, let span):
            workers[index].troubledUntil = max(workers[index].troubledUntil, now + span)
        case .damage(let index, let span): workers[index].damagedUntil = now + span
        case .computeDeath(let index): killCompute(of: index)
        case .cancel(let index, let drain):
            clients[index].cancel(drain: drain, at: now)
            carryOut(client: index)
        case .clientDies(let index, let span):
            guard clients[index].isUp, clients[index].stage != .ended else { return }
            clients[index].stop()
            network.disconnect(.client(index))
            agenda.add(.clientStarts(index), at: now + span)
        case .coordinatorCrash, .coordinatorStall, .slowStore, .fullStore, .brokenStore:
            strikeCoordinator(fault)
        case .storm(let count): storm(count)
        case .hostile(let count): harm(count)
        case .stranger: greetInOldWords()
        }
    }

    private func strikeCoordinator(_ fault: Fault) {
        switch fault {
        case .coordinatorCrash(let span): crashCoordinator(downFor: span)
        case .coordinatorStall(let span):
            guard let station, station.stalledUntil <= now else { return }
            self.station?.stalledUntil = now + span
            agenda.add(.coordinatorWakes(start: station.number), at: now + span)
        case .slowStore(let span): storeIsSlowUntil = now + span
        case .fullStore(let span): storeIsFullUntil = now + span
        case .brokenStore(let span):
            storeIsBrokenUntil = max(storeIsBrokenUntil, now + span)
            store.setBroken(true)
            agenda.add(.storeHeals, at: now + span)
        default: break
        }
    }

    private func cut(
        _ peer: Peer, outbound: Bool, inbound: Bool, _ loses: Bool, _ span: Duration
    ) {
        let cut = Network.Cut(end: now + span, loses: loses)
        if outbound { network.outbound[peer] = cut }
        if inbound { network.inbound[peer] = cut }
    }

    /// No job loses more than two workers to this, so that none is rightly taken for the cause.
    func crash(_ index: Int, downFor span: Duration, burning: Bool = false) {
        guard workers[index].isUp else { return }
        for item in workers[index].work.compactMap(\.self) where item.fate != .killsWorker {
            let key = workload.key(item.assignment.file, item.assignment.job.name)
            audit.workerDeaths[key, default: 0] += 1
        }
        workers[index].crash(at: now, burning: burning)
        network.disconnect(.worker(index))
        agenda.add(.workerStarts(index), at: now + span)
    }

    func leave(_ index: Int, downFor span: Duration) {
        guard workers[index].isUp, frozenUntil[index] <= now else { return }
        workers[index].leave(at: now)
        carryOut(index)
        agenda.add(.workerStarts(index), at: now + span)
    }

    /// At most two for one job: a third would rightly quarantine it.
    private func killCompute(of index: Int) {
        guard workers[index].isUp, frozenUntil[index] <= now,
            let slot = workers[index].work.firstIndex(where: { $0 != nil }),
            let assignment = workers[index].work[slot]?.assignment
        else { return }
        let key = workload.key(assignment.file, assignment.job.name)
        guard audit.deaths[key, default: 0] < 2 else { return }
        audit.deaths[key, default: 0] += 1
        workers[index].lose(slot: slot, at: now)
        carryOut(index)
    }

    private func strangersLine() -> Int? {
        guard let station, station.stalledUntil <= now else { return nil }
        return network.connect(.stranger)
    }

    /// Says something on a stranger's connection.
    private func hear(_ frame: Data, on number: Int) {
        guard network.isOpen(number), station != nil else { return }
        arrive(frame, on: number)
    }

    /// Workers of a program that nobody asked for, each on a connection of its own.
    private func storm(_ count: Int) {
        audit.strangers += count
        for number in 0..<count {
            guard let line = strangersLine() else { return }
            let offer = WorkerOffer(
                name: "storm", host: "storm-\(number)", slots: 4,
                incarnation: "storm-\(now.nanoseconds)-\(number)",
                programs: [Program(name: "other", build: "1")], numerics: [Samples.kind])
            let session = SessionID("storm-\(now.nanoseconds)-\(number)")
            guard let frame = try? FromWorker.Hello(offer: offer).envelope(from: session).frame
            else { return }
            hear(frame, on: line)
        }
    }

    /// A worker of another version is told so in its own words.
    private func greetInOldWords() {
        guard let line = strangersLine(), let station else { return }
        let frame = Data("preflight/2 worker.hello old-1 2 0\n{}".utf8)
        audit.answers = []
        let start = station.number
        hear(frame, on: line)
        guard self.station?.number == start else { return }
        let answer = audit.answers.first.map { String(decoding: $0.prefix(60), as: UTF8.self) }
        if answer?.hasPrefix("preflight/2 coordinator.dismiss old-1 ") != true {
            blame(.nothingToTheDead, "an old worker was told \(answer ?? "nothing")")
        }
    }

    /// Frames that nobody of ours sends: torn ones, ones of others' jobs, ones of great numbers.
    private func harm(_ count: Int) {
        audit.strangers += count
        guard let line = strangersLine() else { return }
        for number in 0..<count {
            let frame = Harm.frame(
                number, runs: clients.compactMap(\.id), jobs: Array(audit.given.keys).sorted(),
                &random)
            hear(frame, on: line)
        }
    }
}
