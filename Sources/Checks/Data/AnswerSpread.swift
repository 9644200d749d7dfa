internal import Experiments
internal import Foundation
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// How often equal answers meet in a batch; values count as equal within a quarter of them all.
struct AnswerSpread {
    private var batches: [[Double]] = []

    mutating func add(_ batch: Examples) {
        guard batch.positions == 1 else { return }
        switch batch.targets {
        case .classes(let labels): batches.append(labels.map(Double.init))
        case .values(let tensor), .probabilities(let tensor):
            let values = tensor.scalars
            let width = max(1, values.count / max(1, batch.count))
            batches.append((0..<batch.count).map { Double(values[$0 * width]) })
        }
    }

    /// Pairs of equal answers in batches, by their number in random orders; nil where there is
    /// nothing to tell apart.
    func gathered(by stream: inout RandomStream) -> (ratio: Double, z: Double)? {
        let all = batches.flatMap { $0 }
        guard batches.count >= 2, all.count >= 20, all.count > batches.count else { return nil }
        let codes = Self.codes(all)
        guard let most = codes.max(), most >= 1 else { return nil }
        let sizes = batches.map(\.count)
        func pairs(_ codes: [Int]) -> Double {
            var (sum, start) = (0.0, 0)
            for size in sizes {
                var counts = [Double](repeating: 0, count: most + 1)
                for code in codes[start..<start + size] { counts[code] += 1 }
                sum += counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
                start += size
            }
            return sum
        }
        let drawn = (0..<40).map { _ in
            pairs(stream.permutation(codes.count).map { codes[$0] })
        }
        let (mean, deviation) = (Statistics.mean(drawn), Statistics.deviation(drawn))
        guard mean > 0, deviation > 0 else { return nil }
        let found = pairs(codes)
        return (found / mean, (found - mean) / deviation)
    }

    private static func codes(_ values: [Double]) -> [Int] {
        let distinct = Set(values).sorted()
        guard distinct.count > 50 else {
            let codes = Dictionary(uniqueKeysWithValues: zip(distinct, 0...))
            return values.map { codes[$0] ?? 0 }
        }
        let sorted = values.sorted()
        let cuts = (1..<4).map { sorted[$0 * sorted.count / 4] }
        return values.map { value in cuts.count { value >= $0 } }
    }
}

extension Examples {
    /// Of inputs and targets, bit for bit.
    var hash: UInt64 {
        var answers: [Float] = []
        switch targets {
        case .classes(let labels): answers = labels.map { Float($0) }
        case .values(let tensor), .probabilities(let tensor): answers = tensor.scalars
        }
        let first = inputs.scalars.withUnsafeBufferPointer { DataScan.hash($0) }
        let second = answers.withUnsafeBufferPointer { DataScan.hash($0) }
        return first ^ second &* 0x9E37_79B9_7F4A_7C15
    }
}
