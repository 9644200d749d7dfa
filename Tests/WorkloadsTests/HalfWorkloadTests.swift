import Foundation
import Tensors
import Testing
import Workloads

@Suite struct HalfWorkloadTests {
    /// The losses of 20 steps by PyTorch under autocast; `Goldens/half.py` writes them.
    static let goldens: [String: [Double]] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/half.json")
        do {
            return try JSONDecoder().decode([String: [Double]].self, from: Data(contentsOf: path))
        } catch {
            fatalError("\(path.path): \(error)")
        }
    }()

    /// PyTorch rounds what each layer returns too, ours do not.
    @Test(arguments: goldens.keys.sorted())
    func `twenty steps in bfloat16 follow PyTorch's and those in float32`(_ name: String) throws {
        let number = try #require(Int(name))
        let golden = try #require(Self.goldens[name])
        let single = try #require(WorkloadTests.goldens[name])[0]
        var workload = Workload(number)
        workload.precision = .bfloat16
        #expect(golden.count == 20)
        var worst = (pytorch: 0.0, single: 0.0)
        for step in 0..<20 {
            let found = workload.step()
            worst.pytorch = max(worst.pytorch, abs(found - golden[step]) / golden[step])
            worst.single = max(worst.single, abs(found - single[step]) / single[step])
        }
        #expect(worst.pytorch < 0.05)
        #expect(worst.single < 0.02 && worst.single > 1e-7)
    }
}
