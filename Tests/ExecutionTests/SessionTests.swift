import Execution
import Jobs
import Testing

@Suite struct SessionTests {
    @Test func `a result is kept until it is acknowledged, and handed again after a new welcome`() {
        var stage = AgentStage.ready()
        _ = stage.tell(.assigned(Sample.assignment("a")))
        _ = stage.tell(.finished(slot: 0, Sample.result("a")))
        #expect(
            stage.tell(.dismissed(reason: "silence", retry: true))
                == [.greet(held: [Sample.attempt("a")])])
        #expect(
            stage.tell(.welcomed(beatInterval: .seconds(1))) == [.hand(Sample.result("a"))])
        _ = stage.tell(.acknowledged(Sample.attempt("a")))
        #expect(stage.agent.held == [])
        _ = stage.tell(.dismissed(reason: "silence", retry: true))
        #expect(stage.tell(.welcomed(beatInterval: .seconds(1))) == [])
    }

    @Test func `a result that got lost on the way is handed again to one that is heard`() {
        var stage = AgentStage.ready()
        _ = stage.tell(.assigned(Sample.assignment("a")))
        _ = stage.tell(.finished(slot: 0, Sample.result("a")))
        let again = stage.pass(.seconds(11), isHeard: true).filter { !$0.effect.isBeat }
        #expect(again.map(\.effect) == [.hand(Sample.result("a")), .hand(Sample.result("a"))])
        _ = stage.tell(.acknowledged(Sample.attempt("a")))
        #expect(stage.pass(.seconds(20), isHeard: true).allSatisfy { $0.effect.isBeat })
    }

    @Test func `silence of three beats leads to a new greeting while computing goes on`() {
        var stage = AgentStage.ready()
        for name in ["a", "b"] { _ = stage.tell(.assigned(Sample.assignment(name))) }
        let seen = stage.pass(.milliseconds(4200))
        let greeting = seen.first(where: \.effect.isGreeting)
        #expect(greeting?.at ?? .zero > .seconds(3))
        #expect(greeting?.effect == .greet(held: [Sample.attempt("a"), Sample.attempt("b")]))
        #expect(seen.allSatisfy { $0.effect.isBeat || $0.effect.isGreeting })
        #expect(
            stage.tell(.finished(slot: 0, Sample.result("a"))) == [
                .start(slot: 0, Sample.assignment("b"))
            ])
        #expect(stage.tell(.welcomed(beatInterval: .seconds(1))) == [.hand(Sample.result("a"))])
    }

    @Test func `any frame counts as having been heard`() {
        var stage = AgentStage.ready()
        #expect(stage.pass(.seconds(60), isHeard: true).allSatisfy { !$0.effect.isGreeting })
    }

    @Test func `a coordinator that sends everyone away is not greeted in a hot loop`() {
        var stage = AgentStage()
        var greetings = stage.tick().count { $0.isGreeting }
        for _ in 0..<1000 {
            greetings += stage.tell(.dismissed(reason: "full", retry: true))
                .count { $0.isGreeting }
            greetings += stage.tick(after: .milliseconds(1)).count { $0.isGreeting }
        }
        #expect(greetings <= 5)
    }

    @Test func `leaving gives the work back, stops what runs and ends with code 75`() {
        var stage = AgentStage.ready(slots: 2)
        _ = stage.tell(.assigned(Sample.assignment("a")))
        let effects = stage.tell(.leaving(reason: "stopped"))
        #expect(
            effects == [
                .stop(slot: 0), .goodbye(reason: "stopped"), .end(.preempted("stopped")),
            ])
        #expect(effects.last?.end?.code == 75)
    }

    @Test func `a worker that is dismissed for good ends with code 0`() {
        var stage = AgentStage.ready(slots: 2)
        let effects = stage.tell(.dismissed(reason: "done", retry: false))
        #expect(effects == [.stop(slot: 0), .stop(slot: 1), .end(.dismissed("done"))])
        #expect(effects.last?.end?.code == 0)
    }

    @Test func `a worker that is not let in has been refused and ends with code 69`() {
        var stage = AgentStage(slots: 1)
        let effects = stage.tell(.dismissed(reason: "computes differently", retry: false))
        #expect(effects == [.stop(slot: 0), .end(.unreachable("computes differently"))])
        #expect(effects.last?.end?.code == 69)
    }

    @Test func `a worker that hears nothing for the orphan timeout ends with code 69`() {
        var stage = AgentStage.ready()
        _ = stage.tell(.assigned(Sample.assignment("a")))
        stage.agent.orphanTimeout = .seconds(30)
        let seen = stage.pass(.seconds(40))
        let end = seen.first(where: \.effect.isEnd)
        #expect(end?.effect.end?.code == 69)
        #expect(end.map { $0.at > .seconds(30) && $0.at < .seconds(31) } == true)
        #expect(seen.contains { $0.effect == .stop(slot: 0) })
    }

    @Test func `after the end nothing has an effect`() {
        var stage = AgentStage.ready()
        _ = stage.tell(.leaving(reason: "stopped"))
        #expect(stage.tell(.assigned(Sample.assignment("a"))) == [])
        #expect(stage.tell(.welcomed(beatInterval: .seconds(1))) == [])
        #expect(stage.pass(.seconds(700)).isEmpty)
    }
}
