import Foundation
import Tensors

/// One measured time, printed as a line of JSON with the keys of the peer's scripts.
struct Figure: Encodable {
    var figure: String
    var unit: String
    var median: Double
    var min: Double
    var max: Double
    var n: Int
    var batch: Int
    var kernels = KernelKind.current

    /// Times `step` after a warm-up: medians over seven repeats of at least 0.3 seconds.
    init(_ name: String, batch: Int, unit: String = "ms/step", step: () -> Void) {
        let clock = ContinuousClock()
        var count = 0
        let warmUp = clock.now
        while clock.now - warmUp < .milliseconds(300) || count < 3 {
            step()
            count += 1
        }
        let steps = Swift.max(2, count)
        let times = (0..<7).map { _ in
            let start = clock.now
            for _ in 0..<steps { step() }
            return (clock.now - start) / .milliseconds(1) / Double(steps)
        }.sorted()
        figure = name
        self.unit = unit
        self.batch = batch
        n = times.count
        median = times[times.count / 2]
        min = times[0]
        max = times[times.count - 1]
    }

    func print() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}
