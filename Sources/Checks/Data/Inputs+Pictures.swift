internal import Datasets
internal import Foundation
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

extension Inputs {
    /// Images, each followed by the classes of its pixels.
    func masks(
        _ data: Dataset, _ labels: [Int32], _ classes: Int, _ rows: ArraySlice<Int>
    ) -> Finding {
        let masks = Dataset(
            inputs: labels.map { Float(max(0, min(Int($0), classes - 1))) },
            inputShape: data.targetShape + [1], targets: data.targets,
            targetShape: data.targetShape)
        return finding(
            .passed,
            "the first \(rows.count) training images as they enter the network, each "
                + "with the classes of its pixels from black (0) to white (\(classes - 1))",
            pictures: rows.flatMap {
                [
                    picture(data, $0, "row \($0)"),
                    picture(masks, $0, "its classes", from: 0...Float(classes - 1)),
                ]
            })
    }

    /// The image stretched from its smallest value (black) to its largest (white).
    func picture(
        _ data: Dataset, _ row: Int, _ caption: String, from range: ClosedRange<Float>? = nil
    ) -> Picture {
        let values = data.input(at: row)
        let step = max(1, max(data.inputShape[0], data.inputShape[1]) / 64)
        let (height, width) = (data.inputShape[0] / step, data.inputShape[1] / step)
        let low = range?.lowerBound ?? values.min() ?? 0
        let span = max((range?.upperBound ?? values.max() ?? 1) - low, .leastNormalMagnitude)
        let channels = data.columnCount
        var pixels = Data(capacity: height * width * channels)
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<channels {
                    let index = (y * step * data.inputShape[1] + x * step) * channels + channel
                    let value = (values[values.startIndex + index] - low) / span * 255
                    pixels.append(value.isFinite ? UInt8(max(0, min(255, value))) : 0)
                }
            }
        }
        return Picture(
            caption: caption, width: width, height: height, channels: channels,
            pixels: pixels)
    }
}

extension CheckedData {
    /// The given training rows exactly as they enter the network, and whether training changes
    /// them at random.
    func entering(_ rows: [Int]) -> (data: Dataset, isChanged: Bool) {
        let plain = training.subset(rows: rows)
        guard let loader, loader.augmentation != nil || loader.transform != nil else {
            return (plain, false)
        }
        var batch = loader.examples.rows(rows)
        if let change = loader.augmentation { batch = change(batch, rows: rows, epoch: 0) }
        if let change = loader.transform { batch = change(batch, 0, 0) }
        guard batch.inputShape == training.inputShape else { return (plain, false) }
        var targets = plain.targets
        switch (plain.targets, batch.targets) {
        case (.classes(let own, let count), .classes(let labels)) where labels.count == own.count:
            targets = .classes(labels, count: count)
        case (.values(let own, let width), .values(let values)) where values.count == own.count:
            targets = .values(values.scalars, width: width)
        default: break
        }
        return (
            Dataset(
                inputs: batch.inputs.scalars, inputShape: training.inputShape, targets: targets,
                targetShape: training.targetShape, featureNames: training.featureNames,
                classNames: training.classNames, tokens: training.tokens),
            true
        )
    }
}
