/// Random numbers that a seed repeats: small, fast and the same everywhere (SplitMix64).
public struct Dice: RandomNumberGenerator, Sendable {
    public var state: UInt64

    public init(state: UInt64) { self.state = state }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// A part of so many bytes, most often a short one.
    mutating func range(in count: Int) -> Range<Int> {
        let start = below(count + 1)
        let length = below(3) == 0 ? below(count + 1) : below(24)
        return start..<min(count, start + length)
    }
}
