internal import Networks
public import Randomness
internal import Tensors

/// Random changes of images on their way into training, drawn anew for each row in each epoch.
///
/// What becomes of a row depends on the key, the epoch and the row's number alone: not on its
/// batch, nor on where a training was resumed. Images are [rows, height, width, channels].
public struct Augmentation: Sendable {
    /// One change; they are made in the order in which they are listed.
    public enum Step: Hashable, Sendable {
        /// Moves the image by up to `padding` pixels each way; 0 comes in.
        case randomCrop(padding: Int)
        /// Mirrors left and right.
        case horizontalFlip(probability: Double)
        /// Sets a square of `size` pixels to 0, its middle anywhere in the image (T. DeVries,
        /// G. Taylor, arXiv 1708.04552).
        case cutout(size: Int)
        /// Adds up to ±`brightness`; multiplies the distances from the image's mean by 1 ±
        /// `contrast`; in images of three channels those from each pixel's mean by 1 ±
        /// `saturation`. In units of the values as they enter the network.
        case colorJitter(brightness: Double, contrast: Double, saturation: Double)
    }

    /// What is changed, in this order; empty leaves the images as they are.
    public let steps: [Step]
    private let key: RandomKey

    /// Makes an augmentation whose draws `key` keys.
    public init(_ steps: [Step], key: RandomKey) {
        self.steps = steps
        self.key = key
    }

    /// Returns a batch's images changed.
    ///
    /// - Parameters:
    ///   - rows: the number of each row in the data set.
    ///   - epoch: from 0.
    public func callAsFunction(_ batch: Examples, rows: [Int], epoch: Int) -> Examples {
        let shape = batch.inputs.shape
        if steps.isEmpty { return batch }
        if shape.count != 4 || rows.count != shape[0] {
            fatalError(
                "augmentation takes images [\(rows.count), height, width, channels], not \(shape)")
        }
        var values = batch.inputs.scalars
        let size = shape[1] * shape[2] * shape[3]
        let key = key.substream(epoch)
        values.withUnsafeMutableBufferPointer { values in
            for (place, row) in rows.enumerated() {
                var image = ImagePixels(
                    values: .init(rebasing: values[(place * size)..<((place + 1) * size)]),
                    height: shape[1], width: shape[2], channels: shape[3])
                var stream = RandomStream(key.substream(row))
                for step in steps { image.change(step, &stream) }
            }
        }
        return Examples(
            inputs: Tensor(values, shape: shape).converted(to: batch.inputs.type),
            targets: batch.targets)
    }
}
