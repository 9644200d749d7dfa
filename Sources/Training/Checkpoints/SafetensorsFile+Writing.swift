public import Foundation
public import Tensors

extension SafetensorsFile {
    /// Returns the bytes of a file of these tensors, in this order; the same tensors give the same
    /// bytes. Traps where two have one name.
    public static func bytes(
        of tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:]
    ) -> Data {
        if Set(tensors.map(\.name)).count != tensors.count {
            fatalError("two tensors of a file have one name: \(tensors.map(\.name))")
        }
        var items: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0)):\(quoted($1))" }
            items.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        var contents = Data()
        for (name, tensor) in tensors {
            let begin = contents.count
            append(tensor, to: &contents)
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            items.append(
                "\(quoted(name)):{\"dtype\":\"\(tensor.type == .float64 ? "F64" : "F32")\","
                    + "\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(contents.count)]}")
        }
        var header = Data("{\(items.joined(separator: ","))}".utf8)
        // The tensors begin at a multiple of 8 bytes.
        header.append(Data(repeating: 0x20, count: (8 - header.count % 8) % 8))
        var file = Data()
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { file.append(contentsOf: $0) }
        return file + header + contents
    }

    private static func append(_ tensor: Tensor, to data: inout Data) {
        if tensor.type == .float64 {
            let words = tensor.doubles.map(\.bitPattern.littleEndian)
            words.withUnsafeBytes { data.append(contentsOf: $0) }
        } else {
            let words = tensor.scalars.map(\.bitPattern.littleEndian)
            words.withUnsafeBytes { data.append(contentsOf: $0) }
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
