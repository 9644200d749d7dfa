internal import Networks
public import Randomness
internal import Tensors

/// Random changes of images on their way into training, drawn anew for each row in each epoch.
///
/// What becomes of a row depends on the key, the epoch and the row's number alone: not on its
/// batch, nor on where a training was resumed. Images are [rows, height, width, channels]; the
/// classes of their pixels move and turn with them.
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
    /// The class of pixels that the loss leaves out: that of masks where nothing of the image is.
    public let ignoredClass: Int32?
    private let key: RandomKey

    /// Makes an augmentation whose draws `key` keys.
    public init(_ steps: [Step], ignoredClass: Int32? = nil, key: RandomKey) {
        self.steps = steps
        self.ignoredClass = ignoredClass
        self.key = key
    }

    /// Whether a step moves what an image shows.
    public var moves: Bool {
        steps.contains { step in
            switch step {
            case .randomCrop, .horizontalFlip: true
            case .cutout, .colorJitter: false
            }
        }
    }

    /// Why targets at an image's positions could not follow its changes; nil where they do.
    ///
    /// Classes of all pixels move and turn with the image. Those of fewer positions, and values at
    /// pixels, would not; and what comes in at the border of a moved image has no class but the
    /// one that the loss leaves out.
    ///
    /// - Parameters:
    ///   - height: of the images, as `width`.
    ///   - positions: the classes of each row.
    ///   - values: the values of each row; 0 where targets are classes.
    public func objection(height: Int, width: Int, positions: Int, values: Int) -> String? {
        let pixels = height * width
        let crops = steps.contains { if case .randomCrop = $0 { true } else { false } }
        if moves, positions > 1, positions != pixels {
            return "the \(positions) classes of a row do not follow an image of \(pixels) pixels "
                + "that is moved or mirrored"
        }
        if moves, pixels > 1, values >= pixels, values.isMultiple(of: pixels) {
            return "the \(values) values of a row do not follow an image of \(pixels) pixels "
                + "that is moved or mirrored"
        }
        return crops && positions > 1 && ignoredClass == nil
            ? "what a crop lets in at the border has no class: name one that the loss leaves out "
                + "(`ignored-class`)" : nil
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
        let isMask = batch.positions > 1 && batch.positions == shape[1] * shape[2]
        guard case .classes(var classes) = batch.targets, isMask else {
            var none: [Int32] = []
            let inputs = changed(batch.inputs, rows, epoch, masks: &none)
            return Examples(inputs: inputs, targets: batch.targets)
        }
        let inputs = changed(batch.inputs, rows, epoch, masks: &classes)
        return Examples(inputs: inputs, targets: .classes(classes))
    }

    /// The images changed, and with them the classes of their pixels where there are any.
    private func changed(
        _ inputs: Tensor, _ rows: [Int], _ epoch: Int, masks: inout [Int32]
    ) -> Tensor {
        let shape = inputs.shape
        var values = inputs.scalars
        let pixels = shape[1] * shape[2]
        let size = pixels * shape[3]
        let key = key.substream(epoch)
        values.withUnsafeMutableBufferPointer { values in
            masks.withUnsafeMutableBufferPointer { masks in
                for (index, row) in rows.enumerated() {
                    let image = ImagePixels<Float>(
                        values: .init(rebasing: values[(index * size)..<((index + 1) * size)]),
                        height: shape[1], width: shape[2], channels: shape[3], nothing: 0)
                    let mask =
                        masks.isEmpty
                        ? nil
                        : ImagePixels<Int32>(
                            values: .init(
                                rebasing: masks[(index * pixels)..<((index + 1) * pixels)]),
                            height: shape[1], width: shape[2], channels: 1, nothing: ignoredClass)
                    var stream = RandomStream(key.substream(row))
                    change(image, mask, &stream)
                }
            }
        }
        return Tensor(values, shape: shape).converted(to: inputs.type)
    }

    private func change(
        _ image: ImagePixels<Float>, _ mask: ImagePixels<Int32>?, _ stream: inout RandomStream
    ) {
        for step in steps {
            guard
                let change = ImageChange(
                    step, height: image.height, width: image.width, &stream)
            else { continue }
            image.change(change)
            mask?.change(change)
            if case .tint(let shift, let scale, let color) = change {
                image.tint(shift: shift, scale: scale, color: color)
            }
        }
    }
}
