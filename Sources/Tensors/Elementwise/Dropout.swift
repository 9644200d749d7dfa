internal import CKernels
public import Randomness

/// Sets a share `rate` of the elements to 0 and divides the others by 1 - `rate`.
///
/// Element i is kept where word i of the stream `key` is at least `rate` · 2³². Source: Srivastava
/// et al. 2014.
public func dropout(_ x: Tensor, rate: Double, key: RandomKey) -> Tensor {
    require(rate >= 0 && rate < 1, "a dropout rate is in 0 ..< 1, not \(rate)")
    if rate == 0 { return x }
    var setting = Node.Setting()
    setting.number = rate
    setting.key = (key.key, key.stream)
    let y = x.another()
    mask(x, into: y, setting)
    return y.recorded(.dropout, x, setting: setting)
}

private func mask(_ x: Tensor, into y: Tensor, _ setting: Node.Setting) {
    x.loops.pointee.dropout(
        x.address, y.address, x.count, UInt32(setting.number * 0x1p32),
        1 / (1 - setting.number), setting.key.0, setting.key.1)
}

extension Backward {
    /// The same mask again: it is drawn a second time rather than kept.
    mutating func dropout(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let result = gradient.reusable()
        mask(gradient, into: result, node.setting)
        add(result, to: node.inputs.0)
    }
}
