import Foundation
import Networks
import Tensors
import Testing

/// A tensor as the golden files hold it.
struct GoldenTensor: Decodable {
    let shape: [Int]
    let values: [Double]

    func tensor(_ type: ScalarType) -> Tensor { Tensor(values, shape: shape, type: type) }
}

/// Reads a golden file that lies beside the tests.
func goldens<Case: Decodable>(_ name: String, _: Case.Type) throws -> [Case] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Goldens/\(name).json")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
}

/// The largest difference, relative to the largest expected value where that is above 1.
func worst(_ found: [Double], _ expected: [Double]) -> Double {
    if found.count != expected.count { return .infinity }
    let scale = max(1, expected.map(abs).max() ?? 1)
    return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
}
