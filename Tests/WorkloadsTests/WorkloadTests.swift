import Foundation
import Networks
import Tensors
import Testing
import Workloads

@Suite struct WorkloadTests {
    /// The losses of 20 steps by PyTorch in both of its memory layouts and in double precision;
    /// `Goldens/make.py` writes them.
    static let goldens: [String: [[Double]]] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/losses.json")
        do {
            return try JSONDecoder().decode([String: [[Double]]].self, from: Data(contentsOf: path))
        } catch {
            fatalError("\(path.path): \(error)")
        }
    }()

    /// Within 1e-4, or ten times what PyTorch's own three runs differ by up to there: Adam takes a
    /// whole step along gradients that are rounding noise, and blows the noise up.
    @Test(arguments: Workload.numbers)
    func `twenty steps follow PyTorch's loss`(_ number: Int) throws {
        var workload = Workload(number)
        let golden = try #require(Self.goldens["\(number)"])
        #expect(golden.map(\.count) == [20, 20, 20])
        var tolerance = 1e-4
        for (step, loss) in golden[0].enumerated() {
            let found = workload.step()
            let runs = golden.map { $0[step] }
            let spread = ((runs.max() ?? .nan) - (runs.min() ?? .nan)) / abs(loss)
            tolerance = max(tolerance, 10 * spread)
            #expect(
                abs(found - loss) <= tolerance * abs(loss), "step \(step): \(found), not \(loss)")
        }
    }

    @Test func `8-bit weights reach every linear layer of the causal transformer`() {
        let quantized = Workload(6).network.quantized()
        // Four of each block and the head.
        #expect(quantized.quantizedLayers.count == 4 * 4 + 1)
        #expect(quantized(.zeros([128])).shape == [128, 65])
    }

    @Test func `the same workload gives the same losses twice`() {
        var (first, second) = (Workload(3), Workload(3))
        for _ in 0..<5 { #expect(first.step().bitPattern == second.step().bitPattern) }
    }

    /// Workloads whose loops are long enough to be shared, by the bits of the losses and of all
    /// weights after them.
    @Test(arguments: [1, 2, 4, 5, 6, 8])
    func `any number of cores gives the same bytes`(_ number: Int) async {
        let alone = await Self.trained(number, cores: 1)
        for cores in [2, 3] { #expect(await Self.trained(number, cores: cores) == alone) }
    }

    /// The losses of two steps and the weights after them.
    private static func trained(_ number: Int, cores: Int) async -> [[UInt32]] {
        await withCheckedContinuation { continuation in
            Thread {
                #expect(Cores.use(cores) == cores)
                var workload = Workload(number)
                let losses = (0..<2).map { _ in Float(workload.step()).bitPattern }
                let weights = workload.network.parameters.map {
                    $0.parameter.value.scalars.map(\.bitPattern)
                }
                continuation.resume(returning: [losses] + weights)
            }.start()
        }
    }
}
