internal import Datasets
internal import Foundation
public import Jobs

/// D11: the first inputs exactly as they enter the network, with their labels, for people to look
/// at: order, scale, cropping and pairing show at a glance.
public enum Inputs: Examination {
    public static let name = "inputs"
    public static let verifies = "what the network really sees, for you to look at"
    public static let expected = "inputs you recognise, beside the right labels"
    public static let tier = 0
    public static let needs: [String] = []

    public static func examine(_ subject: Subject) throws -> Finding {
        let data = subject.trainingData
        let rows = Array(0..<min(16, data.count))
        if data.isImages, data.columnCount == 1 || data.columnCount == 3 {
            return finding(
                .passed, "the first \(rows.count) training images as they enter the network",
                pictures: rows.map { picture(data, $0, subject) })
        }
        let shown = min(8, data.inputSize)
        let table = Table(
            name: "first training rows",
            columns: ["target"]
                + (0..<shown).map {
                    data.featureNames.indices.contains($0)
                        ? data.featureNames[$0] : subject.columnName($0)
                },
            rows: rows.prefix(8).map { row in
                [target(data, row)]
                    + data.input(at: row).prefix(shown).map { Figure.text(Double($0)) }
            })
        return finding(
            .passed,
            "the first \(table.rows.count) training rows as they enter the network"
                + (shown < data.inputSize ? ", \(shown) of \(data.inputSize) values each" : ""),
            tables: [table])
    }

    /// The image stretched from its smallest value (black) to its largest (white).
    private static func picture(_ data: Dataset, _ row: Int, _ subject: Subject) -> Picture {
        let values = data.input(at: row)
        let step = max(1, max(data.inputShape[0], data.inputShape[1]) / 64)
        let (height, width) = (data.inputShape[0] / step, data.inputShape[1] / step)
        let low = values.min() ?? 0
        let span = max((values.max() ?? 1) - low, .leastNormalMagnitude)
        let channels = data.columnCount
        var pixels = Data(capacity: height * width * channels)
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<channels {
                    let place = (y * step * data.inputShape[1] + x * step) * channels + channel
                    let value = (values[values.startIndex + place] - low) / span * 255
                    pixels.append(value.isFinite ? UInt8(max(0, min(255, value))) : 0)
                }
            }
        }
        return Picture(
            caption: target(data, row), width: width, height: height, channels: channels,
            pixels: pixels)
    }

    private static func target(_ data: Dataset, _ row: Int) -> String {
        switch data.targets {
        case .classes(let labels, _):
            let label = labels[row]
            if label == Targets.noLabel { return "no whole number" }
            return data.classNames.indices.contains(Int(label))
                ? data.classNames[Int(label)] : "\(label)"
        case .values(let values, let width):
            return values[row * width..<(row + 1) * width].map { Figure.text(Double($0)) }
                .joined(separator: ", ")
        }
    }
}
