import ElementaryFunctions
import Foundation
import Testing

@Suite struct FunctionTests {
    /// One row of Goldens/functions.json: a true value is `value` and `rest` units of its last
    /// place.
    struct Row: Decodable {
        let function: String
        let arguments: [String]
        let value: String
        let rest: Double
    }

    @Test func `the error is below 0.8 units in the last place of the true value`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Goldens/functions.json")
        let rows = try JSONDecoder().decode([Row].self, from: Data(contentsOf: file))
        #expect(rows.count > 1000)
        var seen: Set<String> = []
        for row in rows {
            let arguments = try row.arguments.map(Self.double)
            let value = try Self.double(row.value)
            let found: Double
            if row.function == "pow" {
                found = Double.pow(arguments[0], arguments[1])
            } else {
                let function = Function.all.first { $0.name == row.function }
                found = try #require(function).value(arguments[0])
            }
            seen.insert(row.function)
            let error = abs((found - value) / value.ulp - row.rest)
            #expect(error < 0.8, "\(row.function) \(arguments): \(found), not \(value)")
        }
        #expect(seen.count == Function.all.count + 1)
    }

    private static func double(_ bits: String) throws -> Double {
        Double(bitPattern: try #require(UInt64(bits, radix: 16)))
    }

    /// Whatever its processor, its C library and how it was built, each host has these bits.
    @Test func `the bits are the same everywhere`() {
        var found: [String: String] = [:]
        for function in Function.all {
            found[function.name] = Self.digest(
                function.arguments(10_000, seed: 7).map(function.value))
        }
        found["pow"] = Self.digest(powers(10_000, seed: 7).map { Double.pow($0, $1) })
        #expect(found == Self.digests)
    }

    private static let digests: [String: String] = [
        "atan": "2c47819fc1c9952", "cos": "bd69d3962f0f87af",
        "cubeRoot": "d06e905efc73d098", "erf": "11c22e80e02cbf84",
        "erfc": "7b38ece2ab35e475", "exp": "4cd4d2b5218f9a07",
        "exp2": "a25ac1ed5e1a31c7", "log": "30a8d273f1b1909e",
        "log10": "7fb65ec393bfb7f0", "log1p": "a8cc384fa553fe2a",
        "log2": "bc60aa01fb7bfcc4", "pow": "6caf505a73603708",
        "sin": "55095a078d1f42ea",
    ]

    /// FNV-1a of the bits.
    private static func digest(_ values: [Double]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for value in values {
            for shift in stride(from: 0, to: 64, by: 8) {
                hash = (hash ^ (value.bitPattern >> UInt64(shift)) & 0xFF) &* 0x100_0000_01B3
            }
        }
        return String(hash, radix: 16)
    }

    @Test(arguments: Function.all)
    func `values are those of the C library within its own error`(_ function: Function) {
        for x in function.arguments(20_000, seed: 3) {
            let (found, peer) = (function.value(x), function.peer(x))
            if units(found, peer) > function.tolerance {
                Issue.record("\(function) \(x): \(found), \(peer)")
            }
        }
    }

    @Test func `powers are those of the C library within its own error`() {
        for (x, y) in powers(20_000, seed: 3) {
            let (found, peer) = (Double.pow(x, y), Foundation.pow(x, y))
            if units(found, peer) > 1.5 { Issue.record("\(x)^\(y): \(found), \(peer)") }
        }
    }

    /// The numbers k + 1/2 of a range, times `step`.
    private static func halves(_ range: Range<Int>, _ step: Double) -> [Double] {
        range.map { index in (Double(index) + 0.5) * step }
    }

    private static let logarithms: [Double] =
        halves(88..<176, 1 / 128) + [0.6875, 1, 1.375, 2, 0x1p-1022]

    /// Arguments where one form of a function gives way to another.
    struct Boundary: CustomStringConvertible, Sendable {
        let function: String
        let arguments: [Double]

        init(_ function: String, _ arguments: [Double]) {
            self.function = function
            self.arguments = arguments
        }

        var description: String { function }
    }

    static let boundaries: [Boundary] = [
        Boundary("exp", halves(-200..<200, 0.6931471805599453 / 64) + [-708.4]),
        Boundary("exp2", halves(-200..<200, 1 / 64) + [-1022]),
        Boundary("log", logarithms), Boundary("log2", logarithms),
        Boundary("log10", logarithms),
        Boundary("log1p", [0x1p-8, -0x1p-8, 0x1p-54, -0x1p-54, 0.375, 1, 0x1p60, -0.3125]),
        Boundary("sin", [0x1p-27, 0.78539816339744828]),
        Boundary("cos", [-0.78539816339744828]),
        Boundary("atan", halves(0..<16, 1 / 16) + [1, 0x1p-27, 0x1p60]),
        Boundary("atan", halves(1..<16, 1 / 16).map { x in 1 / x } + [32]),
        Boundary("erf", [0.5, -0.5, 6, 0x1p-500]),
        Boundary("erfc", [-6]),
        Boundary("cubeRoot", [1, 8, 0x1p-1022, 1000]),
    ]

    @Test(arguments: boundaries)
    func `nothing falls where one form gives way to another`(_ boundary: Boundary) throws {
        let name = boundary.function
        let function = try #require(Function.all.first { $0.name == name })
        let sign: Double = name == "erfc" ? -1 : 1
        for start in boundary.arguments {
            var x = (0..<40).reduce(start) { x, _ in x.nextDown }
            var last = sign * function.value(x)
            for _ in 0..<80 {
                x = x.nextUp
                let next = sign * function.value(x)
                if next < last { Issue.record("\(name) \(x): \(next) after \(last)") }
                last = next
            }
        }
    }
}
