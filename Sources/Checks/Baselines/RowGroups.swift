internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// Which rows of both splits are the same input, so that a label drawn anew is one for all of them.
///
/// Equal rows are found by a hash of their bits. A held-out row whose nearest training row is ten
/// times nearer than training rows are to each other is a copy of it with a little noise.
struct RowGroups {
    /// So many training rows are looked at for near copies.
    private static let compared = 4096
    private static let nearness = 0.1

    /// Of each training row, then of each held-out row.
    private(set) var groups: [Int] = []
    /// The first row of each group.
    private(set) var first: [Int] = []
    /// The held-out rows that are no training row bit for bit.
    private(set) var twinless: [Int] = []
    /// How many of those are near copies.
    private(set) var nearCopies = 0

    init(training: Examples, heldOut: Examples, areIds: Bool) {
        var known: [RowHash: Int] = [:]
        let learned = RowHash.rows(of: training.inputs)
        for (row, hash) in (learned + RowHash.rows(of: heldOut.inputs)).enumerated() {
            let isHeldOut = row >= training.count
            if let group = known[hash] {
                groups.append(group)
                if isHeldOut, first[group] >= training.count {
                    twinless.append(row - training.count)
                }
            } else {
                known[hash] = first.count
                groups.append(first.count)
                first.append(row)
                if isHeldOut { twinless.append(row - training.count) }
            }
        }
        guard !areIds, training.count > 8, !twinless.isEmpty else { return }
        for (row, near) in Self.nearCopies(of: training, in: heldOut.rows(twinless)) {
            groups[training.count + twinless[row]] = groups[near]
            nearCopies += 1
        }
    }

    /// The rows' targets with one drawn anew for each group: those of another group's first row.
    func relabelled(
        _ training: Examples, _ heldOut: Examples, by order: [Int]
    ) -> (training: Examples, heldOut: Examples) {
        let all = Examples(
            inputs: .zeros([training.count + heldOut.count, 1]),
            targets: training.targets.followed(by: heldOut.targets))
        let drawn = all.rows(groups.map { first[order[$0]] })
        let count = training.count
        let split = (
            drawn.rows(Array(0..<count)), drawn.rows(Array(count..<count + heldOut.count))
        )
        return (
            training.with(split.0.targets), heldOut.with(split.1.targets)
        )
    }

    private static func nearCopies(
        of training: Examples, in heldOut: Examples
    ) -> [(row: Int, near: Int)] {
        let learned = training.rows(Array(0..<min(compared, training.count))).inputs.flattened()
        let center = learned.mean(axis: 0, keepingAxis: true)
        let rows = learned - center
        let probes = rows.gatheringRows(Array(0..<min(128, rows.shape[0])))
        let own = Neighbours(of: probes, among: rows, count: 1, excludingSelf: true)
        let usual = Statistics.median(own.nearest.map { Double($0) }).squareRoot()
        guard usual > 0, usual.isFinite else { return [] }
        let others = Neighbours(of: heldOut.inputs.flattened() - center, among: rows, count: 1)
        return zip(others.indices, others.nearest).enumerated().compactMap { row, found in
            Double(found.1).squareRoot() < nearness * usual ? (row, found.0[0]) : nil
        }
    }
}

/// A row's bits in 128.
private struct RowHash: Hashable {
    let a: UInt64
    let b: UInt64

    static func rows(of inputs: Tensor) -> [RowHash] {
        let values = inputs.scalars
        let rows = inputs.shape.first ?? 0
        let width = values.count / max(rows, 1)
        return (0..<rows).map { row in
            var (a, b): (UInt64, UInt64) = (0xcbf2_9ce4_8422_2325, 0x9e37_79b9_7f4a_7c15)
            for value in values[row * width..<(row + 1) * width] {
                // −0 and 0 are the same input.
                let bits = UInt64(value == 0 ? 0 : value.bitPattern)
                a = (a ^ bits) &* 0x0000_0100_0000_01b3
                b = (b &+ bits) &* 0xbf58_476d_1ce4_e5b9
                b ^= b >> 29
            }
            return RowHash(a: a, b: b)
        }
    }
}

extension Targets {
    /// These targets and others of the same kind after them.
    func followed(by others: Targets) -> Targets {
        switch (self, others) {
        case (.classes(let a), .classes(let b)): .classes(a + b)
        case (.values(let a), .values(let b)): .values(concatenated([a, b], axis: 0))
        case (.probabilities(let a), .probabilities(let b)):
            .probabilities(concatenated([a, b], axis: 0))
        default: fatalError("both splits have targets of one kind")
        }
    }
}
