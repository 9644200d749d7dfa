import Jobs
import Scheduling
import Testing

struct DrainTests {
    private func dismissed(_ effects: [Effect]) -> [String] {
        effects.compactMap {
            guard case .dismiss(let session, let reason, false) = $0,
                reason.contains("drained")
            else { return nil }
            return session.text
        }
    }

    @Test func `a drained worker finishes what it has, and ends once that is stored`() {
        var stage = Stage()
        stage.submit(Stage.trials(3))
        stage.join("w", host: "h")
        #expect(dismissed(stage.on(.drained("w", now: false))).isEmpty)
        #expect(stage.scheduler.overview().workers[0].standing == .draining)
        #expect(stage.finish("w", "trial/0").assignments.isEmpty, "it gets no more")
        #expect(dismissed(stage.wait(.milliseconds(100))).isEmpty, "it is not stored yet")
        #expect(stage.stored("trial/0").acknowledged == ["trial/0#1 → w"])
        #expect(dismissed(stage.wait(.milliseconds(100))) == ["w"])
        #expect(stage.scheduler.overview().workers.isEmpty)
        #expect(stage.join("v", host: "h").assignments == ["trial/1#1 → v"], "a later one works")
    }

    @Test func `a host's workers all end, and others take their jobs`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        stage.join("a", host: "h")
        stage.join("b", host: "h")
        stage.join("c", host: "other", slots: 2)
        let effects = stage.on(.drained("h", now: true))
        #expect(dismissed(effects) == ["a", "b"])
        #expect(effects.assignments == ["trial/0#2 → c", "trial/1#2 → c"])
        stage.finish("c", "trial/0", 2)
        #expect(stage.finish("c", "trial/1", 2).records[0].failures.map(\.kind) == [.preempted])
    }

    @Test func `a drained worker that reconnects is still drained`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        stage.join("old", incarnation: "p")
        stage.on(.drained("old", now: false))
        let effects = stage.join(
            "new", held: [Stage.attempt("trial/0")], incarnation: "p", greeting: 2)
        #expect(effects.assignments.isEmpty)
        #expect(stage.finish("new", "trial/0").assignments.isEmpty)
        stage.stored("trial/0")
        #expect(dismissed(stage.wait(.milliseconds(100))) == ["new"])
    }

    @Test func `what waits is told with its reason, and what runs with its age`() {
        var stage = Stage()
        stage.submit(Stage.trials(3))
        #expect(stage.scheduler.overview().runs[0].obstacle == "no worker is connected")
        stage.join("w")
        stage.beat("w", for: 5, ["trial/0"])
        let overview = stage.scheduler.overview()
        #expect(overview.runs[0].ready == 2)
        #expect(overview.runs[0].obstacle == "the one slot that could run them is busy")
        #expect(overview.workers[0].ages == [5])
        #expect(overview.workers[0].steps == [5])
        stage.wait(.seconds(4))
        #expect(stage.scheduler.overview().workers[0].standing == .silent)
    }

    @Test func `a host that rests is told with its words`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w", host: "h")
        stage.finish(
            "w", "trial/0", 1, .failure(Failure(.hostTrouble, "its disk is full")))
        let hosts = stage.scheduler.overview().hosts
        #expect(hosts.map(\.host) == ["h"])
        #expect(hosts.map(\.standing) == [.rests])
        #expect(hosts[0].words.contains("its disk is full"))
        #expect(stage.scheduler.overview().runs[0].obstacle.contains("its disk is full"))
    }
}
