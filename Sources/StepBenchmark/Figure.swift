import Foundation
import Randomness
import Tensors
import Workloads

/// One measured time, printed as a line of JSON.
struct Figure: Encodable {
    var figure: String
    var unit: String
    var median: Double
    var min: Double
    var max: Double
    /// Milliseconds of the processor, which other programs of a busy machine change less.
    var processorTime: Double
    var n: Int
    var batch: Int
    var kernels = Processor.openblasKernel
    /// Bytes of this process at its largest.
    var peakMemory: Int

    init(_ workload: Workload, isInference: Bool = false) {
        var workload = workload
        let isHalf = workload.precision == .bfloat16
        let kind = isInference ? "infer" : isHalf ? "bf16" : "step"
        self.init("\(kind)/\(workload.number)_\(workload.name)", batch: workload.batchSize) {
            if isInference { _ = workload.infer() } else { workload.step() }
        }
    }

    /// A thousand operations on four values, forward and backward: what an operation costs beside
    /// its arithmetic.
    static func overhead() -> Figure {
        let x = Tensor.full([4], 1)
        return Figure("operation/1000_of_4_values", batch: 1) {
            withTape {
                var y = x.tracked()
                for _ in 0..<1000 { y = y.relu() }
                _ = y.gradients(seed: x)
            }
        }
    }

    /// Times `step` after a warm-up: medians over seven repeats of at least 0.3 seconds.
    private init(_ name: String, batch: Int, step: () -> Void) {
        let clock = ContinuousClock()
        var count = 0
        let warmUp = clock.now
        while clock.now - warmUp < .milliseconds(300) || count < 3 {
            step()
            count += 1
        }
        let steps = Swift.max(2, count)
        var processorTimes: [Double] = []
        let times = (0..<7).map { _ in
            let (start, used) = (clock.now, Self.processorTime)
            for _ in 0..<steps { step() }
            processorTimes.append((Self.processorTime - used) / Double(steps))
            return (clock.now - start) / .milliseconds(1) / Double(steps)
        }.sorted()
        processorTime = processorTimes.sorted()[processorTimes.count / 2]
        figure = name
        unit = "ms/step"
        self.batch = batch
        n = times.count
        median = times[times.count / 2]
        min = times[0]
        max = times[times.count - 1]
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        peakMemory = usage.ru_maxrss * 1024
    }

    /// What this process has used so far, in milliseconds.
    static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }

    func print() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}
