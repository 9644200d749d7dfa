import Jobs
import Reports
import Testing

struct ProgressLineTests {
    @Test func `a bar shows counts, what runs and about how much time is left`() {
        let line = ProgressLine(
            noun: "jobs", total: 64, done: 16, running: 4, names: ["initial-loss", "training"],
            failed: 1, secondsLeft: 91)
        let words = "16/64 jobs · 1 failed · initial-loss and 3 more · about 1 min 30 s left"
        #expect(line.bar(elapsed: 30, width: 80).hasSuffix(words))
        let named = "16/64 jobs · 1 failed · initial-loss, training and 2 more"
        #expect(line.bar(elapsed: 30, width: 100).contains(named))
        #expect(line.plain(elapsed: 30) == named + " · about 1 min 30 s left")
    }

    @Test func `names give way to their number where there is no room`() {
        let line = ProgressLine(
            noun: "jobs", total: 4, done: 1, running: 2,
            names: ["overfit-one-batch/own", "label-permutation/3"])
        #expect(
            line.bar(elapsed: 1, width: 64)
                .hasSuffix(" 1/4 jobs · overfit-one-batch/own, label-permutation/3"))
        #expect(
            line.bar(elapsed: 1, width: 60).hasSuffix(" jobs · overfit-one-batch/own and 1 more"))
        #expect(line.bar(elapsed: 1, width: 40).hasSuffix(" 1/4 jobs · 2 running"))
    }

    @Test func `a run that may grow says so, and a time that is not known is not told`() {
        let line = ProgressLine(noun: "jobs", total: 4, done: 4, mayGrow: true)
        #expect(line.plain(elapsed: 10) == "4/4+ jobs")
        #expect(ProgressLine(noun: "jobs", total: 10, done: 9).plain(elapsed: 10) == "9/10 jobs")
    }

    @Test func `nothing done, nothing to do and all done are said plainly`() {
        #expect(ProgressLine(noun: "jobs", total: 10, done: 0).plain(elapsed: 5) == "0/10 jobs")
        #expect(ProgressLine(noun: "jobs", total: 0, done: 0).plain(elapsed: 5) == "0/0 jobs")
        #expect(
            ProgressLine(noun: "jobs", total: 4, done: 4).plain(elapsed: 7500)
                == "4/4 jobs · 2 h 05 min")
    }

    @Test(arguments: [
        (0.0, "1 s"), (0.4, "1 s"), (8.2, "8 s"), (59.4, "59 s"), (62, "1 min 00 s"),
        (599, "10 min 00 s"), (629, "10 min 00 s"), (7400, "2 h 03 min"),
    ])
    func `a guess is told as exactly as it is good`(seconds: Double, words: String) {
        let line = ProgressLine(noun: "jobs", total: 2, done: 1, secondsLeft: seconds)
        #expect(line.plain(elapsed: 1) == "1/2 jobs · about \(words) left")
    }

    @Test(arguments: [10, 20, 40, 80, 120], [0, 1, 33, 63, 64])
    func `a bar is exactly as wide as asked`(width: Int, done: Int) {
        let line = ProgressLine(
            noun: "trials", total: 64, done: done, running: 2, names: ["trial/1", "trial/2"],
            secondsLeft: 12)
        #expect(line.bar(elapsed: 12, width: width).count == width)
    }
}
