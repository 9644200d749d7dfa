import Execution
import Testing

@Suite struct SignsOfLifeTests {
    @Test func `every sign counts, and five a second are told`() {
        let start = ContinuousClock.now
        var life = SignsOfLife(start: start)
        let told = (1...100).map { life.sign(at: start + .milliseconds(10 * $0)) }
        #expect(told.compactMap(\.self) == [21, 42, 63, 84])
    }
}
