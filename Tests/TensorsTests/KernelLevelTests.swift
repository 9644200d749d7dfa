import CKernels
import Tensors
import Testing

/// Memory for values, as the engine's pool lends it: aligned, with 64 bytes beyond the end.
final class Memory {
    let values: UnsafeMutablePointer<Float>
    let count: Int

    init(_ count: Int) {
        self.count = count
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: count * 4 + 64, alignment: 64)
        values = bytes.bindMemory(to: Float.self, capacity: count + 16)
        values.initialize(repeating: .nan, count: count + 16)
    }

    convenience init(_ shape: [Int], stream: Int) {
        let drawn = drawn(shape, stream: stream, .float32).scalars
        self.init(drawn.count)
        for (index, value) in drawn.enumerated() { values[index] = value }
    }

    deinit { UnsafeMutableRawPointer(values).deallocate() }

    var bits: [UInt32] { (0..<count).map { values[$0].bitPattern } }
    var doubles: [Double] { (0..<count).map { Double(values[$0]) } }
}

/// y, dx, dweight and dbias of one instruction set; nil where this processor lacks it.
private func results(_ reference: ConvolutionReference, level: Int32) -> [Memory]? {
    guard let table = kernel_table_of_level(0, level) else { return nil }
    return results(reference, table.pointee.convolution)
}

/// The same of one table, of operands that `rounding` has changed; `isHalf` is of the processor's
/// own products of bfloat16.
private func results(
    _ reference: ConvolutionReference, _ convolution: ConvolutionTable, isHalf: Bool = false,
    rounding: KernelRounding? = nil
) -> [Memory] {
    var shape = ConvolutionShape(
        images: reference.images[0], height: reference.images[1], width: reference.images[2],
        channels: reference.images[3], filters: reference.weight[0],
        kernel_height: reference.weight[1], kernel_width: reference.weight[2],
        stride: reference.stride, padding: reference.padding)
    let x = Memory(reference.images, stream: 1)
    let weight = Memory(reference.weight, stream: 2)
    let bias = Memory([reference.weight[0]], stream: 3)
    let dy = Memory(reference.output, stream: 4)
    for operand in [x, weight, dy] { rounding?(operand.values, operand.values, operand.count) }
    let found = [dy.count, x.count, weight.count, bias.count].map { Memory($0) }
    let bytes = isHalf ? half_scratch_bytes(&shape) : convolution_scratch_bytes(&shape)
    let scratch = Memory((bytes + 3) / 4)
    convolution.forward(
        &shape, x.values, weight.values, bias.values, found[0].values, scratch.values)
    convolution.input_gradient(
        &shape, weight.values, dy.values, found[1].values, scratch.values)
    convolution.weight_gradient(
        &shape, x.values, dy.values, found[2].values, found[3].values, scratch.values)
    #expect((0..<16).allSatisfy { scratch.values[scratch.count + $0].isNaN })
    return found
}

private let shapes: [ConvolutionReference] = [
    .init(images: [3, 16, 16, 32], weight: [64, 3, 3, 32], padding: 1),
    .init(images: [3, 9, 10, 16], weight: [48, 3, 3, 16]),
    .init(images: [5, 28, 28, 1], weight: [6, 5, 5, 1], padding: 2),
    .init(images: [2, 15, 13, 48], weight: [40, 3, 3, 48], stride: 2, padding: 1),
    .init(images: [2, 9, 9, 130], weight: [72, 5, 5, 130], padding: 2),
    .init(images: [4, 8, 8, 17], weight: [33, 1, 1, 17]),
]

@Suite struct KernelLevelTests {
    @Test(arguments: shapes)
    func `fused multiply-add changes a convolution by rounding only`(
        _ reference: ConvolutionReference
    ) throws {
        guard let fused = results(reference, level: 3) else { return }
        let baseline = try #require(results(reference, level: 0))
        for (left, right) in zip(fused, baseline) {
            #expect(relativeError(left.doubles, right.doubles) < 3e-6)
        }
    }

    @Test(arguments: shapes)
    func `convolutions of 256 and 512 bits agree bit for bit`(_ reference: ConvolutionReference) {
        guard let narrow = results(reference, level: 3), let wide = results(reference, level: 4)
        else { return }
        for (left, right) in zip(narrow, wide) { #expect(left.bits == right.bits) }
    }

    @Test(.enabled(if: kernel_half_products() != nil), arguments: shapes)
    func `the processor's own bfloat16 agrees with rounded operands`(
        _ reference: ConvolutionReference
    ) throws {
        let products = try #require(kernel_half_products()).pointee
        let table = try #require(kernel_table_of_level(0, 3)).pointee
        let found = results(reference, products, isHalf: true)
        let expected = results(reference, table.convolution, rounding: table.round_to_half)
        // The gradient of the bias is no product, and not the table's.
        for (left, right) in zip(found, expected).prefix(3) {
            #expect(relativeError(left.doubles, right.doubles) < 3e-6)
        }
        for (left, right) in zip(found, results(reference, products, isHalf: true)).prefix(3) {
            #expect(left.bits == right.bits)
        }
    }

    @Test func `pooling gives the same bits on every instruction set`() throws {
        var shape = PoolingShape(
            images: 2, height: 9, width: 8, channels: 37, output_height: 5, output_width: 4,
            kernel: 3, stride: 2, padding: 1)
        let x = Memory([2, 9, 8, 37], stream: 1)
        let dy = Memory([2, 5, 4, 37], stream: 2)
        let all = [0, 3, 4].compactMap { kernel_table_of_level(0, $0)?.pointee.pooling }.map {
            let found = [dy.count, x.count, dy.count, x.count].map { Memory($0) }
            $0.max(&shape, x.values, found[0].values)
            $0.max_gradient(&shape, x.values, dy.values, found[1].values)
            $0.average(&shape, x.values, found[2].values)
            $0.average_gradient(&shape, dy.values, found[3].values)
            return found.map(\.bits)
        }
        for found in all.dropFirst() { #expect(found == all[0]) }
    }
}
