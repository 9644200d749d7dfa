import Foundation
import Testing
import Workloads

@Suite struct WorkloadTests {
    /// The losses of 20 steps by PyTorch in both of its memory layouts; `Goldens/make.py` writes
    /// them.
    static let goldens: [String: [[Double]]] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/losses.json")
        do {
            return try JSONDecoder().decode([String: [[Double]]].self, from: Data(contentsOf: path))
        } catch {
            fatalError("\(path.path): \(error)")
        }
    }()

    /// Adam blows differences of rounding up: where PyTorch's layouts disagree with each other by
    /// more than a tenth of the tolerance, no step from there on says anything.
    @Test(arguments: Workload.numbers)
    func `twenty steps follow PyTorch's loss`(_ number: Int) throws {
        var workload = Workload(number)
        let golden = try #require(Self.goldens["\(number)"])
        let steps = zip(golden[0], golden[1]).prefix { abs($0 - $1) <= 1e-5 * abs($0) }
        #expect(steps.count >= (number == 5 ? 2 : 10))
        for (step, (loss, _)) in steps.enumerated() {
            let found = workload.step()
            #expect(
                abs(found - loss) <= 1e-4 * abs(loss), "step \(step): \(found), not \(loss)")
        }
    }

    @Test func `the same workload gives the same losses twice`() {
        var (first, second) = (Workload(3), Workload(3))
        for _ in 0..<5 { #expect(first.step().bitPattern == second.step().bitPattern) }
    }
}
