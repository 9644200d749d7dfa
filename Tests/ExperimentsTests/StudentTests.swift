import Experiments
import Testing

/// Values of SciPy 1.17's `stats.t.sf` and `stats.t.isf`.
struct StudentTests {
    @Test(arguments: [
        (1, 0.3524163823, 0.1211189416, 0.03522328748),
        (2, 0.3333333333, 0.06480586011, 0.006060830046),
        (3, 0.3257239824, 0.0438533235, 0.001447906081),
        (4, 0.3216649816, 0.03338327241, 0.0004219162588),
        (5, 0.3191494358, 0.02724504967, 0.0001413399871),
        (19, 0.3114082456, 0.01087020558, 1.396378981e-08),
        (60, 0.3094519797, 0.007585390117, 4.935248018e-13),
    ])
    func `the tail is that of Student's t`(freedom: Int, half: Double, more: Double, far: Double) {
        let tail = { Statistics.studentTail($0, freedom: freedom) }
        #expect(tail(0) == 0.5)
        #expect(abs(tail(0.5) - half) < 1e-9)
        #expect(abs(tail(2.5) - more) < 1e-9)
        #expect(abs(tail(9) - far) < 1e-9)
        #expect(tail(-.infinity) > 0.999)
        #expect(tail(.nan).isNaN)
    }

    @Test(arguments: [
        (1, 2228.1691), (2, 59.14812), (4, 11.899002), (18, 4.4859581), (60, 3.8537945),
    ])
    func `the quantile is where the tail is`(freedom: Int, value: Double) {
        let found = Statistics.studentQuantile(tail: 0.01 / 70, freedom: freedom)
        #expect(abs(found / value - 1) < 1e-6)
    }
}
