import Foundation

/// Random numbers that a seed repeats (SplitMix64).
struct Moments {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(bound))
    }
}

/// How much of a test is done: a little in the ordinary suite, the promised figure in
/// `Tests/run --long`, and what a variable of the environment says in either.
enum Amount {
    static let isLong = ProcessInfo.processInfo.environment["PREFLIGHT_LONG"] != nil

    static func of(_ little: Int, long: Int, variable: String? = nil) -> Int {
        let told = variable.flatMap { ProcessInfo.processInfo.environment[$0] }.flatMap(Int.init)
        return told ?? (isLong ? long : little)
    }
}
