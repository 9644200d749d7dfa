internal import CKernels

/// A matrix of 8-bit integers, with the size of the integers' step for each row: about a quarter of
/// the memory of one of `float32`.
///
/// An element is its integer times its row's scale, the largest magnitude of the row / 127: within
/// half a step of the number that it stands for. As PyTorch's `quantize_dynamic` with weights per
/// channel.
public struct QuantizedMatrix {
    /// The rows of the matrix: outputs, where it is a layer's weight.
    public let rows: Int
    /// The columns of the matrix: inputs, where it is a layer's weight.
    public let columns: Int
    /// The step of each row, [rows].
    public let scales: Tensor
    /// [panels of 16 rows, pairs of columns, 16 rows, 2], as the kernels read them.
    private let panels: [Int8]

    /// The kernels' integers sum up to this many products without overflow.
    static let largestDepth = 131_072

    /// - Parameter matrix: of shape [rows, columns], without infinities and NaN.
    public init(_ matrix: Tensor) {
        require(
            matrix.rank == 2 && matrix.type == .float32
                && matrix.layout[1] <= Self.largestDepth,
            "a quantized matrix is made of a float32 matrix of up to \(Self.largestDepth) columns,"
                + " not of shape \(matrix.layout) (\(matrix.type))")
        let integers = QuantizedRows(matrix)
        (rows, columns) = (matrix.layout[0], matrix.layout[1])
        require(
            integers.scales.scalars.allSatisfy(\.isFinite),
            "a matrix of shape \(matrix.layout) with infinities or NaN can't be quantized")
        scales = integers.scales
        let pairs = (columns + 1) / 2
        var panels = [Int8](repeating: 0, count: (rows + 15) / 16 * pairs * 32)
        for row in 0..<rows {
            for column in 0..<columns {
                let place = (row / 16 * pairs + column / 2) * 32 + row % 16 * 2 + column % 2
                panels[place] = Int8(integers[row, column])
            }
        }
        self.panels = panels
    }

    /// What integers and scales take in memory.
    public var byteCount: Int { rows * columns + 4 * rows }

    /// The integers, row by row.
    public var integers: [Int8] {
        let pairs = (columns + 1) / 2
        return (0..<(rows * columns)).map {
            let (row, column) = ($0 / columns, $0 % columns)
            return panels[(row / 16 * pairs + column / 2) * 32 + row % 16 * 2 + column % 2]
        }
    }

    /// The numbers that the integers stand for.
    public var matrix: Tensor {
        let steps = scales.scalars
        let values = integers.enumerated().map { Float($1) * steps[$0 / columns] }
        return Tensor(values, shape: [rows, columns])
    }

    fileprivate func withPanels(_ body: (UnsafePointer<Int8>) -> Void) {
        panels.withUnsafeBufferPointer { if let start = $0.baseAddress { body(start) } }
    }
}

/// The rows of a matrix as integers in -127 ... 127, and each row's step.
private struct QuantizedRows {
    /// Int16, `step` for each row.
    let values: Buffer
    let scales: Tensor
    let step: Int

    init(_ matrix: Tensor) {
        let (rows, columns) = (matrix.layout[0], matrix.layout[1])
        step = (columns + 1) / 2 * 2
        values = Buffer(bytes: rows * step * 2)
        scales = Tensor(uninitialized: Shape(rows), .float32)
        let (values, scales) = (values, scales)
        withExtendedLifetime((values, scales, matrix)) {
            kernels(.float32).pointee.quantized?.pointee.quantize_rows(
                matrix.address.assumingMemoryBound(to: Float.self),
                values.address.assumingMemoryBound(to: Int16.self),
                scales.address.assumingMemoryBound(to: Float.self), rows, columns)
        }
    }

    subscript(row: Int, column: Int) -> Int16 {
        withExtendedLifetime(values) {
            values.address.assumingMemoryBound(to: Int16.self)[row * step + column]
        }
    }
}

/// Returns x Wᵀ + bias for inference, over the last axis: each row of x is rounded to 8-bit
/// integers with a step of its own, the sums of the integers' products are exact.
///
/// Shapes: x [n, in], `weight` of `out` rows and `in` columns and bias [out] give [n, out]; more
/// axes before the last one of `x` stay as they are. No derivative flows through it. Source: Jacob
/// et al. 2018, arXiv 1712.05877; the integers of x are as PyTorch's `quantize_dynamic` chooses
/// them, but for each row and symmetric.
public func quantizedLinear(
    _ x: Tensor, _ weight: QuantizedMatrix, _ bias: Tensor? = nil
) -> Tensor {
    require(
        x.rank >= 1 && x.type == .float32 && x.layout.last == weight.columns,
        "quantizedLinear of shape \(x.layout) (\(x.type)) and a weight of shape"
            + " \([weight.rows, weight.columns]): it takes float32, and the last extents agree")
    if let bias {
        require(
            bias.rank == 1 && bias.count == weight.rows && bias.type == .float32,
            "a bias of shape \(bias.layout) does not fit a weight of shape"
                + " \([weight.rows, weight.columns])")
    }
    let rows = x.asRows
    let integers = QuantizedRows(rows.detached)
    let result = Tensor(
        uninitialized: Shape(rank: x.rank) { $0 == x.rank - 1 ? weight.rows : x.layout[$0] },
        .float32)
    withExtendedLifetime((integers.values, integers.scales, weight.scales, bias)) {
        weight.withPanels { panels in
            var product = QuantizedProduct(
                x: integers.values.address.assumingMemoryBound(to: Int16.self),
                x_scales: integers.scales.address.assumingMemoryBound(to: Float.self),
                panels: panels, scales: weight.scales.address.assumingMemoryBound(to: Float.self),
                bias: bias.map { UnsafePointer($0.address.assumingMemoryBound(to: Float.self)) },
                y: result.address.assumingMemoryBound(to: Float.self), rows: rows.layout[0],
                columns: weight.rows, depth: weight.columns)
            kernels(.float32).pointee.quantized?.pointee.product(&product)
        }
    }
    return result
}
