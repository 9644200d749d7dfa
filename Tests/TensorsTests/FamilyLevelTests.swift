import CKernels
import Testing

/// Loops of the families beside convolution, of one instruction set.
struct Family: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What the loops leave.
    let run: @Sendable (KernelTable) -> [Memory]
}

private let families: [Family] =
    sequenceFamilies + [
        Family(testDescription: "grouped and dilated convolution") { table in
            var shape = GroupedShape(
                images: 2, height: 9, width: 8, channels: 12, filters: 18, kernel_height: 3,
                kernel_width: 2, stride_height: 2, stride_width: 1, padding_height: 1,
                padding_width: 2, dilation_height: 1, dilation_width: 2, groups: 3)
            let output = 2 * grouped_output_height(&shape) * grouped_output_width(&shape) * 18
            let (x, weight) = (Memory([2, 9, 8, 12], stream: 1), Memory([18, 3, 2, 4], stream: 2))
            let (bias, dy) = (Memory([18], stream: 3), Memory([output], stream: 4))
            let scratch = Memory((grouped_scratch_bytes(&shape) + 3) / 4)
            let found = [dy.count, x.count, weight.count, bias.count].map { Memory($0) }
            table.grouped.forward(
                &shape, x.values, weight.values, bias.values, found[0].values, scratch.values)
            table.grouped.input_gradient(
                &shape, weight.values, dy.values, found[1].values, scratch.values)
            table.grouped.weight_gradient(
                &shape, x.values, dy.values, found[2].values, found[3].values, scratch.values)
            return found
        },
        Family(testDescription: "upsampling") { table in
            var shape = UpsamplingShape(images: 2, height: 5, width: 3, channels: 21, factor: 3)
            let (x, dy) = (Memory([2, 5, 3, 21], stream: 1), Memory([2, 15, 9, 21], stream: 2))
            let found = [dy.count, x.count, dy.count, x.count].map { Memory($0) }
            table.upsampling.nearest(&shape, x.values, found[0].values)
            table.upsampling.nearest_gradient(&shape, dy.values, found[1].values)
            table.upsampling.bilinear(&shape, x.values, found[2].values)
            table.upsampling.bilinear_gradient(&shape, dy.values, found[3].values)
            return found
        },
        Family(testDescription: "activations of sequences") { table in
            let (x, dy) = (Memory([1003], stream: 1), Memory([1003], stream: 2))
            let loops = table.sequences
            return [loops.elu, loops.selu, loops.silu, loops.softplus, loops.hard_swish].map {
                let y = Memory(1003)
                $0(x.values, y.values, 1003, 1.25)
                return y
            }
                + [
                    loops.elu_derivative, loops.selu_derivative, loops.silu_derivative,
                    loops.softplus_derivative, loops.hard_swish_derivative,
                ].map {
                    let dx = Memory(1003)
                    $0(x.values, dy.values, dx.values, 1003, 1.25)
                    return dx
                }
        },
        Family(testDescription: "losses") { table in
            let loops = table.losses
            let (x, weights) = (Memory([1003], stream: 1), Memory([1003], stream: 2))
            let targets = Memory(1003)
            for index in 0..<1003 {
                targets.values[index] = index % 2 == 0 ? 1 : 0
                x.values[index] = abs(x.values[index])
            }
            let elements = [
                loops.absolute_error, loops.huber, loops.hinge, loops.probability_cross_entropy,
            ].flatMap { loss in
                let (dx, sum) = (Memory(1003), Memory(1))
                sum.values[0] = Float(
                    loss(x.values, targets.values, weights.values, dx.values, 1003, 0.3, 0.5))
                return [dx, sum]
            }
            let (dx, sum) = (Memory(1003), Memory(1))
            let classes = (0..<59).map { Int32($0 % 17 - 1) }
            sum.values[0] = Float(
                loops.multi_margin(x.values, classes, dx.values, 59, 17, 1, 0.5))
            return elements + [dx, sum]
        },
    ]

@Suite struct FamilyLevelTests {
    @Test(arguments: families)
    private func `loops of 256 and 512 bits agree bit for bit`(_ family: Family) {
        guard let narrow = kernel_table_of_level(0, 3), let wide = kernel_table_of_level(0, 4)
        else { return }
        for (left, right) in zip(family.run(narrow.pointee), family.run(wide.pointee)) {
            #expect(left.bits == right.bits)
        }
    }

    @Test(arguments: families, InstructionSetTests.levels)
    private func `every level agrees with the baseline up to rounding`(
        _ family: Family, _ level: Int
    ) throws {
        let table = try #require(kernel_table_of_level(0, Int32(level)))
        let baseline = try #require(kernel_table_of_level(0, 0))
        for (found, expected) in zip(family.run(table.pointee), family.run(baseline.pointee)) {
            #expect(relativeError(found.doubles, expected.doubles) < 1e-5)
        }
    }
}
