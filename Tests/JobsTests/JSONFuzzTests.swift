import Foundation
import Jobs
import Testing

/// Messages that were changed on their way are read or refused as by Foundation, and nothing ends
/// the process.
@Suite struct JSONFuzzTests {
    @Test(arguments: GoldenTests.fromOthers + GoldenTests.fromCoordinator + GoldenTests.values)
    func `changed messages are read as Foundation reads them`(_ sample: GoldenSample) throws {
        let bytes = try sample.bytes()
        var mutation = JSONMutation(seed: UInt64(bytes.count))
        for _ in 0..<2000 {
            let changed = mutation.change(bytes)
            let complaint = sample.complaint(changed)
            #expect(complaint == nil, "\(changed.text.debugDescription): \(complaint ?? "")")
        }
    }

    @Test func `objects of many keys, in any order and twice, are read at once`() throws {
        let count = 100_000
        for step in [1, 7919, count - 1] {
            let keys = (0..<count).map { $0 * step % count }
            let members = keys.map { "\"k\($0)\":\($0)" } + ["\"k0\":-1"]
            let bytes = Data("{\(members.joined(separator: ","))}".utf8)
            let read = try CanonicalJSON.decode([String: Int].self, from: bytes)
            #expect(read.count == count && read.allSatisfy { $0 == "k\($1)" })
            #expect(
                try CanonicalJSON.decode([String: Double].self, from: bytes)
                    == read.mapValues(Double.init))
        }
    }

    /// An attempt that fails has a path, which would be long here, and costs as much each time.
    @Test func `deep values of a wrong kind under long keys are read at once`() throws {
        let key = String(repeating: "k", count: 30_000)
        let texts = String(repeating: "\"x\",", count: 30_000)
        let deep = String(repeating: "[", count: 50) + texts + String(repeating: "]", count: 50)
        let bytes = Data("{\"kind\":\"x\",\"settings\":{\"\(key)\":\(deep)}}".utf8)
        var value = try CanonicalJSON.decode(ComponentSpecification.self, from: bytes).settings[key]
        for _ in 0..<49 {
            guard case .list(let values) = value else { break }
            value = values.first
        }
        #expect(value == .list(Array(repeating: .scalar(.text("x")), count: 30_000)))
        let chosen = try CanonicalJSON.decode(
            [String: [Choosing]].self, from: Data("{\"\(key)\":[\(texts)]}".utf8))
        #expect(chosen[key]?.count == 30_000)
    }
}

/// Tries to be everything else before it is a text.
private struct Choosing: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        _ = try? container.decode(Int.self)
        _ = try? container.decode([Int].self)
        _ = try? container.decode([String: Int].self)
        _ = try container.decode(String.self)
    }
}
