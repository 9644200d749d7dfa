import Reports
import Testing

struct ProgressLineTests {
    @Test func `a bar shows counts and the time left`() {
        let line = ProgressLine(noun: "trials", total: 64, done: 16, running: 8, failed: 1)
        #expect(
            line.bar(elapsed: 30, width: 80)
                == "██████▌░░░░░░░░░░░░░░░░░░░ "
                + "16/64 trials · 1 failed · 8 running · 1 min 30 s left")
        #expect(line.plain(elapsed: 30) == "16/64 trials · 1 failed · 8 running · 1 min 30 s left")
    }

    @Test func `a run that may grow says so, and tells no time left`() {
        let line = ProgressLine(noun: "checks", total: 4, done: 4, mayGrow: true)
        #expect(line.plain(elapsed: 10) == "4/4+ checks")
    }

    @Test func `expected costs decide the time left where they are known`() {
        let line = ProgressLine(noun: "checks", total: 10, done: 9, share: 0.25)
        #expect(line.plain(elapsed: 10) == "9/10 checks · 30 s left")
    }

    @Test func `nothing done, nothing to do and all done are said plainly`() {
        #expect(ProgressLine(noun: "checks", total: 10, done: 0).plain(elapsed: 5) == "0/10 checks")
        #expect(ProgressLine(noun: "checks", total: 0, done: 0).plain(elapsed: 5) == "0/0 checks")
        #expect(
            ProgressLine(noun: "checks", total: 4, done: 4).plain(elapsed: 7500)
                == "4/4 checks · 2 h 05 min")
    }

    @Test(arguments: [10, 20, 40, 80, 120], [0, 1, 33, 63, 64])
    func `a bar is exactly as wide as asked`(width: Int, done: Int) {
        let line = ProgressLine(noun: "trials", total: 64, done: done)
        #expect(line.bar(elapsed: 12, width: width).count == width)
    }
}
