/// How often targets are the inputs so many positions on.
struct ShiftTally {
    private static let shifts = -2...3
    private let length: Int
    private var hits: [Int: Int] = [:]
    private var totals: [Int: Int] = [:]
    private var padding = 0
    private var all = 0
    private var seen: Set<Int32> = []

    init(length: Int) { self.length = length }

    mutating func add(_ inputs: [Int32], _ targets: [Int32], ignoring ignored: Int32?) {
        for (position, target) in targets.enumerated() where target != ignored {
            all += 1
            if seen.count < 100 { seen.insert(target) }
            for shift in Self.shifts where inputs.indices.contains(position + shift) {
                totals[shift, default: 0] += 1
                hits[shift, default: 0] += inputs[position + shift] == target ? 1 : 0
            }
        }
        // Three or more equal targets at the end of a row.
        guard let last = targets.last, last != ignored else { return }
        let run = targets.reversed().prefix { $0 == last }.count
        padding += run >= 3 && run < length ? run : 0
    }

    /// The shift that holds most often.
    var best: Int? { Self.shifts.max { share(of: $0) < share(of: $1) } }

    /// Whether there are tokens enough that a shift is no accident.
    var varies: Bool { seen.count >= 3 }

    var paddingShare: Double { all == 0 ? 0 : Double(padding) / Double(all) }

    func counted(_ shift: Int) -> Int { totals[shift] ?? 0 }

    func share(of shift: Int) -> Double {
        let total = counted(shift)
        return total == 0 ? 0 : Double(hits[shift] ?? 0) / Double(total)
    }
}
