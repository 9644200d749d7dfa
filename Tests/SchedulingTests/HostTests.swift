import Jobs
import Scheduling
import Testing

/// Failures that are a host's fault, and those that are not.
struct HostTests {
    @Test func `a host in trouble rests, is named once, and costs no job anything`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        stage.join("bad", host: "bad")
        for attempt in 1...20 {
            let full = Outcome.failure(Failure(.hostTrouble, "no space left on /scratch"))
            #expect(stage.finish("bad", "trial/0", attempt, full).assignments.isEmpty, "it rests")
            while stage.effects.assignments.last != "trial/0#\(attempt + 1) → bad" {
                stage.beat("bad", for: 1)
            }
        }
        let named = stage.effects.notices.filter { $0.contains("no space left on /scratch") }
        #expect(named == ["the host bad rests: no space left on /scratch"])
        #expect(stage.effects.records.isEmpty)
        #expect(stage.join("good", host: "good").assignments == ["trial/1#1 → good"])
        stage.finish("bad", "trial/0", 21)
        #expect(stage.effects.records.map(\.outcome) == [Stage.trial(0.5)])
    }

    @Test func `three hosts whose processes all die cost no trial its result`() {
        var stage = Stage()
        stage.submit(Stage.trials(60))
        for name in ["bad1", "bad2", "bad3", "good"] { stage.join(name, host: name, slots: 4) }
        var done = 0
        while let next = stage.effects.assignments.dropFirst(done).first {
            done += 1
            let (job, rest) = (next.prefix { $0 != "#" }, next.drop { $0 != "#" }.dropFirst())
            let number = Int(rest.prefix { $0 != " " })!
            let session = next.split(separator: " ").last.map(String.init)!
            let outcome = session == "good" ? Stage.trial(1) : Stage.failure(.crashed)
            stage.finish(session, String(job), number, outcome)
        }
        #expect(stage.effects.records.count == 60)
        #expect(stage.effects.records.allSatisfy { $0.outcome == Stage.trial(1) })
        let drained = stage.effects.notices.filter { $0.contains("gets no more jobs") }
        #expect(drained.count == 3)
        #expect(drained.allSatisfy { $0.hasSuffix("pid 4711 said so") })
    }

    @Test func `what died at a host that proves doubtful is not counted against its job`() {
        var stage = Stage()
        stage.submit(Stage.trials(3))
        stage.join("bad", host: "bad", slots: 3)
        for (job, number) in [("trial/0", 1), ("trial/1", 1), ("trial/0", 2)] {
            stage.finish("bad", job, number, Stage.failure(.crashed))
        }
        stage.join("good", host: "good", slots: 3)
        stage.finish("bad", "trial/1", 2, Stage.failure(.crashed))
        stage.finish("bad", "trial/0", 3, Stage.failure(.crashed))
        #expect(stage.effects.records.isEmpty, "a third death there is the host's too")
        #expect(stage.effects.assignments.suffix(2) == ["trial/1#3 → good", "trial/0#4 → good"])
    }

    @Test func `poison jobs make no host doubtful for long`() {
        var stage = Stage()
        stage.submit(Stage.trials(12))
        for name in ["a", "b"] { stage.join(name, host: name) }
        var done = 0
        while let next = stage.effects.assignments.dropFirst(done).first {
            done += 1
            let (job, rest) = (next.prefix { $0 != "#" }, next.drop { $0 != "#" }.dropFirst())
            let number = Int(rest.prefix { $0 != " " })!
            let session = next.split(separator: " ").last.map(String.init)!
            let isPoison = ["trial/0", "trial/1", "trial/2", "trial/3"].contains(job)
            stage.finish(
                session, String(job), number, isPoison ? Stage.failure(.crashed) : Stage.trial(1))
        }
        let failed = stage.effects.records.filter { $0.failure != nil }.map(\.job.name)
        #expect(Set(failed) == ["trial/0", "trial/1", "trial/2", "trial/3"])
        #expect(stage.effects.records.count == 12)
        #expect(!stage.effects.notices.contains { $0.contains("gets no more jobs") })
    }

    @Test func `a host that is started anew is trusted anew`() {
        var stage = Stage()
        stage.submit(Stage.trials(40))
        stage.join("bad", host: "bad", slots: 3)
        stage.join("good", host: "good", slots: 1)
        for job in ["trial/0", "trial/1", "trial/2"] {
            stage.finish("bad", job, 1, Stage.failure(.crashed))
        }
        let count = stage.effects.assignments.count
        stage.wait(.seconds(1))
        #expect(stage.effects.assignments.count == count, "it gets no more")
        stage.on(.workerLeft(SessionID("bad")))
        #expect(stage.join("mended", host: "bad", slots: 3).assignments.count == 3)
    }
}
