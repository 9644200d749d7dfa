internal import Tensors

/// How long something takes: the median of several times after a warm-up, in seconds.
struct MedianTiming {
    let repeats: Int
    let warmUp: Int
    private let clock = ContinuousClock()

    init(repeats: Int, warmUp: Int) {
        self.repeats = repeats
        self.warmUp = warmUp
    }

    func seconds(_ body: () -> Void) -> Double {
        for _ in 0..<warmUp { body() }
        return median((0..<repeats).map { _ in clock.measure(body) })
    }

    /// Times a computation on a tape of its own and its way back from ones; 0 back where nothing in
    /// it can be differentiated.
    func bothWays(_ body: () -> Tensor) -> (forward: Double, backward: Double) {
        var times: [(Duration, Duration)] = []
        for _ in 0..<(warmUp + repeats) {
            times.append(
                withTape {
                    let start = clock.now
                    let output = body()
                    let middle = clock.now
                    guard output.isTracked else { return (middle - start, .zero) }
                    let seed = Tensor.full(output.shape, 1, type: output.type)
                    let back = clock.measure { _ = output.gradients(seed: seed) }
                    return (middle - start, back)
                })
        }
        times.removeFirst(warmUp)
        return (median(times.map(\.0)), median(times.map(\.1)))
    }

    private func median(_ times: [Duration]) -> Double {
        let sorted = times.sorted()
        let middle = sorted.count / 2
        let median =
            sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        return median / .seconds(1)
    }
}
