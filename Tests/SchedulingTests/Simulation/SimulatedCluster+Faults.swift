import Jobs
import Scheduling

extension SimulatedCluster {
    mutating func strike(_ fault: Fault) {
        note(.fault(fault))
        switch fault {
        case .workerCrash(let index, let span):
            workers[index].crash()
            agenda.add(.workerStarts(index), at: now + span)
        case .workerLeaves(let index, let span):
            guard workers[index].isUp else { return }
            workers[index].leave(at: now)
            carryOut(index)
            agenda.add(.workerStarts(index), at: now + span)
        case .workerFreeze(let index, let span):
            frozenUntil[index] = max(frozenUntil[index], now + span)
        case .cut(let index, let outbound, let inbound, let span):
            if outbound { outboundCutUntil[index] = max(outboundCutUntil[index], now + span) }
            if inbound { inboundCutUntil[index] = max(inboundCutUntil[index], now + span) }
        case .computeDeath(let index): killCompute(of: index)
        case .cutAll(let span):
            for index in workers.indices {
                outboundCutUntil[index] = max(outboundCutUntil[index], now + span)
                inboundCutUntil[index] = max(inboundCutUntil[index], now + span)
            }
        case .workersRestart:
            for index in workers.indices where workers[index].isUp {
                workers[index].crash()
                agenda.add(.workerStarts(index), at: now + .milliseconds(1))
            }
        case .hostTrouble(let index, let span):
            workers[index].troubledUntil = max(workers[index].troubledUntil, now + span)
        case .fullStore(let span): lastWrite = max(lastWrite, now + span)
        case .coordinatorCrash(let span): crashCoordinator(downFor: span)
        case .coordinatorStall(let span):
            guard isUp, wakesAt <= now else { return }
            wakesAt = now + span
            agenda.add(.coordinatorWakes(start: starts, span), at: wakesAt)
        case .slowStore(let span): storeIsSlowUntil = now + span
        case .cancel(let run, let drain):
            guard submitted.contains(where: { $0.id == run }) else { return }
            store.cancelled.insert(run)
            if isUp { tell(.runCancelled(run, drain: drain)) }
        }
    }

    /// At most two for one job: a third would rightly quarantine it.
    private mutating func killCompute(of index: Int) {
        guard workers[index].isUp, frozenUntil[index] <= now,
            let slot = workers[index].work.firstIndex(where: { $0 != nil }),
            let job = workers[index].work[slot]?.assignment.attempt.job, deaths[job, default: 0] < 2
        else { return }
        deaths[job, default: 0] += 1
        workers[index].lose(slot: slot, at: now)
        carryOut(index)
    }
}
