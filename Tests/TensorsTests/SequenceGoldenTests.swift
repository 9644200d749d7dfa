import Tensors
import Testing

/// Against `Goldens/sequences.py`.
@Suite struct SequenceGoldenTests {
    @Test(arguments: try OperationGolden.all("sequences"), [ScalarType.float32, .float64])
    func `values and gradients are PyTorch's`(_ golden: OperationGolden, _ type: ScalarType) throws
    {
        try golden.check(type, within: type == .float64 ? 2e-6 : 3e-6) { v in
            let x = v[0]
            switch golden.operation {
            case "embedding": return embedding(x, ids: v[1])
            case "layerNorm": return layerNorm(x, scale: v[1], shift: v[2])
            case "rmsNorm": return rmsNorm(x, scale: v[1])
            case "groupNorm":
                return groupNorm(
                    x, groups: try golden.whole("groups"), scale: v[1], shift: v[2])
            case "instanceNorm": return instanceNorm(x, scale: v[1], shift: v[2])
            case "elu": return x.elu(alpha: try golden.number("parameter"))
            case "selu": return x.selu()
            case "silu": return x.silu()
            case "softplus": return x.softplus(beta: try golden.number("parameter"))
            case "hardSwish": return x.hardSwish()
            case "prelu": return x.prelu(slope: v[1])
            case "rnn": return rnn(x, weight: v[1], hidden: v[2])
            case "lstm": return lstm(x, weight: v[1], hidden: v[2], cell: v[3])
            case "gru": return gru(x, weight: v[1], bias: v[2], hidden: v[3])
            case "selfAttention":
                return selfAttention(
                    x, heads: try golden.whole("heads"), causal: try golden.number("causal") == 1,
                    padding: v.count > 1 ? v[1] : nil)
            case "crossAttention":
                return crossAttention(
                    x, v[1], heads: try golden.whole("heads"),
                    padding: v.count > 2 ? v[2] : nil)
            default: return nil
            }
        }
    }
}
