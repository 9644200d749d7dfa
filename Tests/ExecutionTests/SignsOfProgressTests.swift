import Execution
import Testing

@Suite struct SignsOfProgressTests {
    @Test func `every sign counts, and five a second are told`() {
        let start = ContinuousClock.now
        var signs = SignsOfProgress(start: start)
        let told = (1...100).map { signs.sign(at: start + .milliseconds(10 * $0)) }
        #expect(told.compactMap(\.self) == [21, 42, 63, 84])
    }
}
