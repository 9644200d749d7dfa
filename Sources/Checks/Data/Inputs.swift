internal import Datasets
public import Jobs

/// D11: the first inputs exactly as they enter the network, changed at random where training
/// changes them, with their labels, for people to look at: order, scale, cropping and pairing show
/// at a glance.
public struct Inputs: DataCheck {
    public static let name = "inputs"
    public static let verifies = "what the network really sees, for you to look at"
    public var expected: String { "inputs you recognise, beside the right labels" }
    public static let needs: [String] = []

    public init() {}

    public func examine(_ checked: CheckedData) throws -> Finding {
        let rows = Array(0..<min(16, checked.training.count))
        let (data, changed) = checked.entering(rows)
        let note = changed ? ", changed at random as in training" : ""
        if data.isImages, data.columnCount == 1 || data.columnCount == 3 {
            if data.targetShape.count == 2, case .classes(let labels, let classes) = data.targets {
                return masks(data, labels, classes, rows.prefix(8))
            }
            return finding(
                .passed, "the first \(rows.count) training images as they enter the network" + note,
                series: histogram(checked),
                pictures: rows.map { picture(data, $0, target(data, $0)) })
        }
        if !data.tokens.isEmpty { return text(data, rows.prefix(8)) }
        let shown = min(8, data.inputSize)
        let table = Table(
            name: "first training rows",
            columns: ["target"] + (0..<shown).map { valueName($0, checked) },
            rows: rows.prefix(8).map { row in
                [target(data, row)]
                    + data.input(at: row).prefix(shown).map { Figure.text(Double($0)) }
            })
        return finding(
            .passed,
            "the first \(table.rows.count) training rows as they enter the network" + note
                + (shown < data.inputSize ? ", \(shown) of \(data.inputSize) values each" : ""),
            series: checked.takesIds ? [] : histogram(checked), tables: [table])
    }

    /// The sizes of all values in some rows.
    private func histogram(_ data: CheckedData) -> [Series] {
        let values = data.sampledRows(256, of: data.training, "histogram").flatMap {
            data.training.input(at: $0).map(Double.init)
        }
        return [Histogram("values of the inputs", values).series]
    }

    /// Rows of text, put together from their ids.
    private func text(_ data: Dataset, _ rows: ArraySlice<Int>) -> Finding {
        let join = data.tokens.contains { $0.count > 1 } ? " " : ""
        let table = Table(
            name: "first training rows", columns: ["target", "text"],
            rows: rows.map { row in
                let tokens = data.input(at: row).map { data.tokens[Int($0)] }
                return [target(data, row), tokens.joined(separator: join).debugDescription]
            })
        return finding(
            .passed, "the first \(table.rows.count) training rows of \(data.inputSize) tokens each",
            tables: [table])
    }

    /// What the value at an index of one input is called.
    private func valueName(_ index: Int, _ checked: CheckedData) -> String {
        let data = checked.training
        let column = index % data.columnCount
        if data.inputShape.count == 2 {
            return "step \(index / data.columnCount), feature \(column)"
        }
        if checked.takesIds { return "id \(index)" }
        return data.featureNames.indices.contains(index)
            ? data.featureNames[index] : checked.columnName(index)
    }

    private func target(_ data: Dataset, _ row: Int) -> String {
        switch data.targets {
        case .classes(let labels, _):
            let own = labels[row * data.positions..<(row + 1) * data.positions]
            let words = own.prefix(12).map { label in
                label == Targets.noLabel
                    ? "no whole number"
                    : data.classNames.indices.contains(Int(label))
                        ? data.classNames[Int(label)] : "\(label)"
            }
            return words.joined(separator: " ") + (own.count > 12 ? " …" : "")
        case .values(let values, let width):
            return values[row * width..<(row + 1) * width].map { Figure.text(Double($0)) }
                .joined(separator: ", ")
        }
    }
}
