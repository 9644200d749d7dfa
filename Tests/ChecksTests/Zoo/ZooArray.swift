import Foundation
import Randomness

/// An array of a healthy experiment's data, drawn from a fixed seed and written as a NumPy file.
struct ZooArray {
    let shape: [Int]
    let values: [Double]
    var isOfIntegers = false

    /// Rows of whole numbers, such as classes or ids.
    static func integers(_ shape: [Int], _ values: [Int]) -> ZooArray {
        ZooArray(shape: shape, values: values.map(Double.init), isOfIntegers: true)
    }

    /// The file's bytes: NumPy's format 1.0, float32 or int32.
    var bytes: Data {
        let extents = shape.map(String.init).joined(separator: ", ")
        var header =
            "{'descr': '\(isOfIntegers ? "<i4" : "<f4")', 'fortran_order': False, "
            + "'shape': (\(extents)\(shape.count == 1 ? "," : "")), }"
        header += String(repeating: " ", count: 63 - (header.count + 10) % 64) + "\n"
        var bytes = Data([0x93] + Array("NUMPY".utf8) + [1, 0])
        bytes.append(UInt8(header.count & 255))
        bytes.append(UInt8(header.count >> 8))
        bytes.append(contentsOf: header.utf8)
        for value in values {
            let word = isOfIntegers ? UInt32(bitPattern: Int32(value)) : Float(value).bitPattern
            for shift in stride(from: UInt32(0), to: 32, by: 8) {
                bytes.append(UInt8((word >> shift) & 255))
            }
        }
        return bytes
    }
}

extension RandomStream {
    /// One stream for each data set, by its name.
    init(zoo name: String) {
        let hash = name.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        self.init(RandomKey(key: 2024, stream: hash))
    }

    /// A number of the standard normal distribution, by Box and Muller.
    mutating func normal() -> Double {
        (-2 * log(1 - uniform())).squareRoot() * cos(2 * Double.pi * uniform())
    }

    mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }

    mutating func integer(_ bound: Int) -> Int { Int(integer(below: UInt64(bound))) }
}

/// Inputs and targets of one data set.
struct ZooSet {
    let inputs: ZooArray
    let targets: ZooArray

    /// A table: `row` draws one row's inputs and its targets.
    static func table(
        _ name: String, rows: Int, _ row: (inout RandomStream) -> (x: [Double], y: [Double])
    ) -> ZooSet {
        var stream = RandomStream(zoo: name)
        let all = (0..<rows).map { _ in row(&stream) }
        return ZooSet(
            inputs: ZooArray(shape: [rows, all[0].x.count], values: all.flatMap(\.x)),
            targets: ZooArray(shape: [rows, all[0].y.count], values: all.flatMap(\.y)))
    }

    /// Inputs of any shape with whole-number targets of any shape.
    static func labelled(
        _ name: String, rows: Int, shape: [Int], targets: [Int] = [], ids: Bool = false,
        _ row: (inout RandomStream) -> (x: [Double], y: [Int])
    ) -> ZooSet {
        var stream = RandomStream(zoo: name)
        let all = (0..<rows).map { _ in row(&stream) }
        var inputs = ZooArray(shape: [rows] + shape, values: all.flatMap(\.x))
        inputs.isOfIntegers = ids
        return ZooSet(inputs: inputs, targets: .integers([rows] + targets, all.flatMap(\.y)))
    }
}
