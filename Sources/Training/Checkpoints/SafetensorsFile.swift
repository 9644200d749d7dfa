public import Foundation
public import Tensors

/// A file of named tensors in the safetensors format, every byte of which was judged before any is
/// used.
///
/// Source: the format's description, https://github.com/huggingface/safetensors. Eight bytes give
/// the length of a JSON header, which names each tensor's element type, shape and extent in the
/// bytes that follow; there are neither gaps nor overlaps nor bytes that belong to no tensor.
public struct SafetensorsFile {
    /// A tensor as the header describes it.
    public struct Entry: Hashable, Sendable {
        /// Such as `0.weight`.
        public let name: String
        /// Such as `F32`.
        public let dtype: String
        /// The tensor's lengths along its axes; empty for a scalar.
        public let shape: [Int]
        /// Its extent in the bytes behind the header.
        public let offsets: Range<Int>
    }

    /// Bytes of one element, by type.
    private static let sizes = [
        "BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1, "I16": 2, "U16": 2, "F16": 2,
        "BF16": 2, "I32": 4, "U32": 4, "F32": 4, "F64": 8, "I64": 8, "U64": 8,
    ]
    /// No header is longer, as in the reference implementation.
    private static let longestHeader = 100_000_000

    /// In the order of their bytes.
    public let entries: [Entry]
    /// The words that the header holds beside the tensors, by their names.
    public let metadata: [String: String]
    private let contents: Data
    let path: String
    private let indices: [String: Int]

    /// - Parameters:
    ///   - data: the file's bytes.
    ///   - path: what errors call the file.
    public init(_ data: Data, path: String) throws(CheckpointError) {
        func fail(_ part: String, _ problem: String) -> CheckpointError {
            CheckpointError(file: path, part: part, problem: problem)
        }
        guard data.count >= 8 else {
            throw fail(
                "byte \(data.count)", "the file ends within the 8 bytes of its header's length")
        }
        let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= Self.longestHeader, length <= data.count - 8 else {
            throw fail(
                "byte 0",
                "a header of \(length) bytes does not fit a file of \(data.count) bytes: "
                    + "this is no safetensors file, or not all of one")
        }
        let end = 8 + Int(length)
        let header = try SafetensorsHeader(
            [UInt8](data.dropFirst(8).prefix(Int(length))), file: path)
        contents = Data(data.dropFirst(end))
        metadata = header.metadata
        self.path = path
        entries = try Self.checked(header.items, size: contents.count, header)
        indices = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.name, $0) })
    }

    /// Judges types, shapes and extents.
    private static func checked(
        _ items: [SafetensorsHeader.Item], size: Int, _ header: SafetensorsHeader
    ) throws(CheckpointError) -> [Entry] {
        var end = 0
        var entries: [Entry] = []
        for item in items where item.offsets.count != 2 || item.offsets[0] > item.offsets[1] {
            throw header.wrong(
                "tensor \"\(item.name)\": data_offsets are \(item.offsets), not [begin, end]",
                at: item.start)
        }
        let sorted = items.sorted {
            ($0.offsets[0], $0.offsets[1], $0.start) < ($1.offsets[0], $1.offsets[1], $1.start)
        }
        for item in sorted {
            func fail(_ problem: String) -> CheckpointError {
                header.wrong("tensor \"\(item.name)\": \(problem)", at: item.start)
            }
            guard let width = sizes[item.dtype] else {
                throw fail(
                    "found the dtype \(item.dtype); allowed: "
                        + sizes.keys.sorted().joined(separator: ", "))
            }
            guard let bytes = product(item.shape, width) else {
                throw fail("the shape \(item.shape) is too large")
            }
            let (begin, next) = (item.offsets[0], item.offsets[1])
            guard next - begin == bytes else {
                throw fail(
                    "\(item.dtype) of shape \(item.shape) takes \(bytes) bytes, "
                        + "not \(next - begin)")
            }
            guard begin == end else {
                throw fail(
                    "begins at \(begin), \(begin < end ? "before" : "after") the end \(end) of "
                        + "what stands before it")
            }
            guard next <= size else {
                throw fail("ends at \(next), but \(size) bytes follow the header")
            }
            end = next
            entries.append(
                Entry(
                    name: item.name, dtype: item.dtype, shape: item.shape, offsets: begin..<next))
        }
        guard end == size else {
            throw header.wrong(
                "\(size) bytes follow the header, but its tensors take \(end)", at: 0)
        }
        return entries
    }

    private static func product(_ shape: [Int], _ width: Int) -> Int? {
        shape.reduce(Optional(width)) { total, extent in
            guard let total else { return nil }
            let (product, isTooLarge) = total.multipliedReportingOverflow(by: extent)
            return isTooLarge ? nil : product
        }
    }

    /// The tensor of this name as the header describes it; nil where the file has none.
    public func entry(named name: String) -> Entry? { indices[name].map { entries[$0] } }

    /// Returns a tensor: `float64` of F64, `float32` of F32, BF16 and F16.
    ///
    /// - Throws: `CheckpointError` where there is none of this name, or one of another type.
    public func tensor(_ name: String) throws(CheckpointError) -> Tensor {
        guard let entry = entry(named: name) else {
            throw CheckpointError(
                file: path, part: "header", problem: "there is no tensor \"\(name)\"")
        }
        let bytes = [UInt8](
            contents.dropFirst(entry.offsets.lowerBound).prefix(entry.offsets.count))
        switch entry.dtype {
        case "F64":
            let values = words(bytes, UInt64.self).map { Double(bitPattern: $0) }
            return Tensor(values, shape: entry.shape, type: .float64)
        case "F32":
            let values = words(bytes, UInt32.self).map { Float(bitPattern: $0) }
            return Tensor(values, shape: entry.shape)
        case "BF16":
            let values = words(bytes, UInt16.self).map { Float(bitPattern: UInt32($0) << 16) }
            return Tensor(values, shape: entry.shape)
        case "F16":
            let values = words(bytes, UInt16.self).map { Float(Float16(bitPattern: $0)) }
            return Tensor(values, shape: entry.shape)
        default:
            throw CheckpointError(
                file: path, part: "tensor \"\(name)\"",
                problem: "its elements are \(entry.dtype); allowed: F64, F32, BF16, F16")
        }
    }

    private func words<Word: FixedWidthInteger>(_ bytes: [UInt8], _: Word.Type) -> [Word] {
        let size = MemoryLayout<Word>.size
        return bytes.withUnsafeBytes { bytes in
            (0..<(bytes.count / size)).map {
                Word(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Word.self))
            }
        }
    }
}
