internal import CZlib

/// Decompresses one DEFLATE stream, in gzip's wrapping or bare; it owns zlib's state.
final class Inflater {
    enum Wrapping: Int32 {
        /// Window bits 15, plus 16 for gzip's header and checksum.
        case gzip = 31
        /// Negative window bits: no header, as in a zip file.
        case bare = -15
    }

    enum Ending: Equatable {
        case complete
        /// The input ended before the stream did.
        case cut
        case overLimit
        case damaged(String)
    }

    /// DEFLATE cannot do better than 1032 to 1, so no honest size exceeds this.
    static let largestRatio = 1032

    private let stream: UnsafeMutablePointer<z_stream>

    /// The corresponding C function is `inflateInit2`.
    init(_ wrapping: Wrapping) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        let status = inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, size)
        if status != Z_OK { fatalError("zlib does not start: status \(status)") }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Starts over for the next stream. The corresponding C function is `inflateReset`.
    func reset() {
        inflateReset(stream)
    }

    /// Inflates from `input` at `position` to `output` at `produced`, and moves both on; `output`
    /// grows as needed, to one byte more than `limit` at most.
    func run(
        _ input: [UInt8], from position: inout Int, into output: inout [UInt8],
        at produced: inout Int, limit: Int
    ) -> Ending {
        while true {
            if produced > limit { return .overLimit }
            if produced == output.count {
                let wanted = min(max(2 * output.count, 1 << 16), limit + 1)
                output.append(contentsOf: repeatElement(0, count: wanted - output.count))
            }
            switch step(input, &position, &output, &produced) {
            case Z_STREAM_END: return produced > limit ? .overLimit : .complete
            case Z_OK, Z_BUF_ERROR:
                if position == input.count && produced < output.count { return .cut }
            default:
                let message = stream.pointee.msg.map { String(cString: $0) }
                return .damaged(message ?? "unusable compressed data")
            }
        }
    }

    /// One call of zlib on at most 1 GiB either side. The corresponding C function is `inflate`.
    private func step(
        _ input: [UInt8], _ position: inout Int, _ output: inout [UInt8], _ produced: inout Int
    ) -> Int32 {
        let most = 1 << 30
        let given = min(input.count - position, most)
        let space = min(output.count - produced, most)
        let status = input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: source.baseAddress.map { $0 + position })
                stream.pointee.avail_in = UInt32(given)
                stream.pointee.next_out = target.baseAddress.map { $0 + produced }
                stream.pointee.avail_out = UInt32(space)
                return inflate(stream, Z_NO_FLUSH)
            }
        }
        position += given - Int(stream.pointee.avail_in)
        produced += space - Int(stream.pointee.avail_out)
        return status
    }
}
