/// The shape of one input, settled from an array's shape and what the reading says.
struct InputShape: Equatable {
    /// `[features]`, `[length, features]` of a sequence, or `[height, width, channels]`.
    let shape: [Int]
    /// Whether the array has the channels before height and width.
    let isChannelsFirst: Bool

    private init(_ shape: [Int], channelsFirst: Bool = false) {
        self.shape = shape
        isChannelsFirst = channelsFirst
    }

    /// - Parameters:
    ///   - arrayShape: of all rows.
    ///   - name: what errors call the array.
    init(of arrayShape: [Int], name: String, reading: Reading) throws(DataError) {
        guard !arrayShape.isEmpty, arrayShape.allSatisfy({ $0 > 0 }) else {
            throw DataError(
                name, found: "the shape \(arrayShape)", expected: "at least one row",
                advice: "look for the right array or file")
        }
        let extents = Array(arrayShape.dropFirst())
        if reading.layout == .sequence {
            self = try Self.sequence(extents, wanted: reading.shape, name: name)
        } else if let wanted = reading.shape {
            self = try Self.declared(
                wanted, extents: extents, layout: reading.layout, name: name)
        } else {
            self = try Self.inferred(extents, layout: reading.layout, name: name)
        }
    }

    private static func sequence(
        _ extents: [Int], wanted: [Int]?, name: String
    ) throws(DataError) -> InputShape {
        guard let wanted else {
            if extents.count == 1 { return InputShape(extents + [1]) }
            if extents.count == 2 { return InputShape(extents) }
            throw DataError(
                name, found: "inputs with \(extents.count) axes besides the rows",
                expected: "1 (steps) or 2 (steps, features), as `layout: sequence` says",
                advice: "reshape the array before saving it")
        }
        guard wanted.count == 2, wanted.allSatisfy({ $0 > 0 }) else {
            throw DataError(
                name, found: "`shape: \(wanted)`",
                expected: "[length, features], as `layout: sequence` says")
        }
        guard extents == wanted || extents.count < 2 && size(wanted) == size(extents) else {
            throw DataError(
                name, found: "inputs of shape \(extents)",
                expected: "\(wanted) as `shape` says", advice: "correct `shape`")
        }
        return InputShape(wanted)
    }

    private static func inferred(
        _ extents: [Int], layout: Reading.Layout?, name: String
    ) throws(DataError) -> InputShape {
        switch extents.count {
        case 0: return InputShape([1])
        case 1: return InputShape(extents)
        case 2: return InputShape(extents + [1])
        case 3: break
        default:
            throw DataError(
                name, found: "inputs with \(extents.count) axes besides the rows",
                expected: "1 (features), 2 (height, width) or 3 (with channels)",
                advice: "reshape the array before saving it")
        }
        let plausible = [1, 3]
        let last = plausible.contains(extents[2])
        let first = plausible.contains(extents[0])
        guard layout != nil || first != last else {
            throw DataError(
                name, found: "inputs of shape \(extents)",
                expected: "channels (1 or 3) as either the first or the last axis",
                advice: "say `layout: channels-last` or `layout: channels-first`")
        }
        return of(extents, channelsFirst: layout.map { $0 == .channelsFirst } ?? first)
    }

    private static func declared(
        _ wanted: [Int], extents: [Int], layout: Reading.Layout?, name: String
    ) throws(DataError) -> InputShape {
        let target = wanted.count == 2 ? wanted + [1] : wanted
        guard [1, 3].contains(target.count), target.allSatisfy({ $0 > 0 }) else {
            throw DataError(
                name, found: "`shape: \(wanted)`",
                expected: "[features], [height, width] or [height, width, channels]")
        }
        if target == extents && layout == nil || extents.count == 3 && layout != nil {
            let shape = of(extents, channelsFirst: layout == .channelsFirst)
            if shape.shape == target { return shape }
        } else if extents.count == 3, of(extents, channelsFirst: true).shape == target {
            return of(extents, channelsFirst: true)
        } else if extents.count != 3 || target.count == 1, size(target) == size(extents) {
            return InputShape(target, channelsFirst: layout == .channelsFirst && target.count == 3)
        }
        throw DataError(
            name, found: "inputs of shape \(extents)",
            expected: "\(target) as `shape` says\(layout.map { ", \($0.rawValue)" } ?? "")",
            advice: "correct `shape` or `layout`")
    }

    private static func of(_ extents: [Int], channelsFirst: Bool) -> InputShape {
        guard channelsFirst && extents.count == 3 else { return InputShape(extents) }
        return InputShape([extents[1], extents[2], extents[0]], channelsFirst: true)
    }

    /// nil where the product is beyond what an array can have.
    private static func size(_ extents: [Int]) -> Int? {
        var size = 1
        for extent in extents {
            let (product, overflow) = size.multipliedReportingOverflow(by: extent)
            if overflow { return nil }
            size = product
        }
        return size
    }

    /// Returns inputs with the channels innermost.
    func arranged(_ inputs: [Float]) -> [Float] {
        guard isChannelsFirst, shape[2] > 1 else { return inputs }
        let pixels = shape[0] * shape[1]
        let channels = shape[2]
        return [Float](unsafeUninitializedCapacity: inputs.count) { target, initialized in
            inputs.withUnsafeBufferPointer { source in
                for start in stride(from: 0, to: source.count, by: pixels * channels) {
                    for channel in 0..<channels {
                        let plane = start + channel * pixels
                        for pixel in 0..<pixels {
                            let index = start + pixel * channels + channel
                            target.initializeElement(at: index, to: source[plane + pixel])
                        }
                    }
                }
            }
            initialized = inputs.count
        }
    }
}
