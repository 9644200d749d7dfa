import Foundation
import Networks
import Tensors
import Testing

/// A tensor as the golden files hold it.
struct GoldenTensor: Decodable {
    let shape: [Int]
    let values: [Double]

    func tensor(_ type: ScalarType = .float32) -> Tensor {
        Tensor(values, shape: shape, type: type)
    }
}

/// Reads a golden file that lies beside the tests.
func goldens<Case: Decodable>(_ name: String, _: Case.Type) throws -> [Case] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Goldens/\(name).json")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
}

/// Expects the same shape and values that differ by no more than `tolerance` of the largest one.
func expectClose(
    _ found: Tensor?, _ expected: GoldenTensor, tolerance: Double = 2e-5, _ what: String,
    at location: SourceLocation = #_sourceLocation
) throws {
    let found = try #require(found, "\(what) is missing", sourceLocation: location)
    #expect(found.shape == expected.shape, "\(what)", sourceLocation: location)
    let scale = max(1, expected.values.map(abs).max() ?? 1)
    let worst = zip(found.doubles, expected.values).map { abs($0 - $1) }.max() ?? 0
    #expect(worst <= tolerance * scale, "\(what): off by \(worst)", sourceLocation: location)
}
