internal import CKernels
public import Randomness

/// Sets each channel of each image to zero with probability `rate` and divides the others by
/// 1 - rate.
///
/// Shapes: [n, ..., channels] gives the same; images are NHWC. Channel c of image i has number
/// i channels + c among the draws. Source: Tompson et al. 2015, arXiv 1411.4280.
public func spatialDropout(_ x: Tensor, rate: Double, key: RandomKey) -> Tensor {
    require(
        x.rank >= 2, "spatialDropout of shape \(x.layout): it takes [n, ..., channels]")
    let (n, channels) = (x.layout[0], x.layout.last)
    let kept = dropout(Tensor(filling: Shape(n, channels), 1, x.type), rate: rate, key: key)
    let factors = x.another()
    let pixels = kept.count == 0 ? 0 : x.count / kept.count
    x.loops.pointee.spread_axis(kept.address, factors.address, n, pixels, channels, 1)
    return x * factors
}
