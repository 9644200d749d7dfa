import Checks
import Foundation
import Workloads

/// What the monitors of a training add to a step: the same workload with and without them, in turn.
struct WatchingCost: Encodable {
    private static let rounds = 31
    /// As many steps as a training of some epochs plans: of shorter ones a larger share is sampled.
    private static let planned = 1024

    var figure: String
    var unit = "ms/step"
    /// Medians over the rounds, of the processor's time.
    var plain: Double
    var watched: Double
    /// The median over the rounds of what is added, over the plain step.
    var share: Double
    var n = rounds

    init(_ number: Int) {
        var plain = Workload(number)
        var watched = Workload(number)
        let monitors = TrainingMonitors(
            CheckRegistry.stock.monitors, of: Self.planned, score: watched.score,
            rows: watched.batchSize)
        watched.watch(by: monitors.observers)
        figure = "monitors/\(number)_\(plain.name)"
        // Whole intervals between two samples, and at least some milliseconds.
        let once = Self.time(16) { plain.step() }
        _ = Self.time(16) { watched.step() }
        let steps = 16 * max(1, Int(20 / (16 * once)))
        var (times, more): ([(Double, Double)], [Double]) = ([], [])
        for round in 0..<Self.rounds {
            let first = round.isMultiple(of: 2) ? Self.time(steps) { plain.step() } : nil
            let other = Self.time(steps) { watched.step() }
            let own = first ?? Self.time(steps) { plain.step() }
            times.append((own, other))
            more.append(other / own - 1)
        }
        self.plain = times.map(\.0).sorted()[Self.rounds / 2]
        self.watched = times.map(\.1).sorted()[Self.rounds / 2]
        share = more.sorted()[Self.rounds / 2]
    }

    /// Milliseconds of the processor for one of so many steps.
    private static func time(_ steps: Int, _ step: () -> Void) -> Double {
        let start = Figure.processorTime
        for _ in 0..<steps { step() }
        return (Figure.processorTime - start) / Double(steps)
    }

    func print() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}
