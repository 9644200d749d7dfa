import Foundation
import Tensors
import Testing

/// One call of an operation, and what PyTorch computed; scripts in `Goldens` write these.
struct OperationGolden: Decodable, Sendable, CustomTestStringConvertible {
    /// One number or several.
    struct Setting: Decodable, Sendable, CustomStringConvertible {
        let numbers: [Double]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let one = try? container.decode(Double.self)
            numbers = try one.map { [$0] } ?? container.decode([Double].self)
        }

        var description: String { "\(numbers)" }
    }

    let operation: String
    let settings: [String: Setting]
    let shapes: [[Int]]
    let inputs: [[Double]]
    let shape: [Int]
    let output: [Double]
    let seed: [Double]
    /// Empty for an input without a derivative.
    let gradients: [[Double]]

    var testDescription: String { "\(operation) of \(shapes), \(settings)" }

    /// Every case of one file.
    static func all(_ name: String) throws -> [OperationGolden] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/\(name).json")
        return try JSONDecoder().decode([OperationGolden].self, from: Data(contentsOf: file))
    }

    func numbers(_ name: String) throws -> [Double] { try #require(settings[name]).numbers }
    func wholes(_ name: String) throws -> [Int] { try numbers(name).map { Int($0) } }
    func number(_ name: String) throws -> Double { try #require(numbers(name).first) }
    func whole(_ name: String) throws -> Int { Int(try number(name)) }
    func pair(_ name: String) throws -> AxisPair {
        let numbers = try wholes(name)
        return AxisPair(height: numbers[0], width: numbers[1])
    }

    /// Compares our value and gradients with PyTorch's.
    func check(
        _ type: ScalarType, within tolerance: Double, _ compute: ([Tensor]) throws -> Tensor?
    ) throws {
        let (y, gradients) = try withTape {
            let leaves = zip(inputs, shapes).map {
                Tensor($0, shape: $1, type: type).tracked()
            }
            let y = try #require(try compute(leaves))
            let found = y.gradients(seed: Tensor(seed, shape: shape, type: type))
            return (y.detached, leaves.map { found[$0] })
        }
        #expect(y.shape == shape)
        #expect(relativeError(y.doubles, output) <= tolerance)
        #expect(gradients.count == self.gradients.count)
        for (found, expected) in zip(gradients, self.gradients) {
            #expect(relativeError(found?.doubles ?? [], expected) <= tolerance)
        }
    }
}
