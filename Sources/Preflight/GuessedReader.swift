internal import Datasets
internal import Foundation
internal import Jobs

/// Tells how one file of a folder is to be read, and which others belong to it.
struct GuessedReader {
    enum Kind {
        case csv, lines, npz, npy, idx, cifar

        init?(name: String) {
            var name = name.lowercased()
            if name.hasSuffix(".gz") { name.removeLast(3) }
            switch name.split(separator: ".").last ?? "" {
            case "csv", "tsv", "tab", "data": self = .csv
            case "jsonl", "ndjson": self = .lines
            case "npz": self = .npz
            case "npy": self = .npy
            case "bin": self = .cifar
            case "idx": self = .idx
            default:
                guard name.contains("-ubyte") || name.contains("idx") else { return nil }
                self = .idx
            }
        }
    }

    let folder: URL
    let name: String
    let names: [String]
    let targets: String?
    let inputs: String?
    let classes: Int?
    private(set) var said: [String] = []

    init(
        folder: URL, name: String, names: [String], targets: String?, inputs: String?,
        classes: Int?
    ) {
        self.folder = folder
        self.name = name
        self.names = names
        self.targets = targets
        self.inputs = inputs
        self.classes = classes
    }

    mutating func specification() throws -> DataSpecification {
        switch Kind(name: name) {
        case .csv: try table()
        case .lines: try lines()
        case .npz: try archive()
        case .npy: try pair("npy", words: [("x", "y"), ("X", "Y"), ("inputs", "targets")])
        case .idx: try pair("idx", words: [("idx3", "idx1")])
        case .cifar: try pictures()
        case nil:
            throw UsageError(
                "\(name): neither an experiment (.yaml) nor a kind of data file that can be told "
                    + "by its name: .csv, .tsv, .jsonl, .npz, .npy, .idx, -ubyte, .bin or with .gz")
        }
    }

    private func contents(_ name: String) throws -> FileContents {
        try FileContents(path: folder.appending(path: name).path, name: name)
    }

    private mutating func table() throws -> DataSpecification {
        let table = try CSVTable(try contents(name))
        let usual = ["target", "targets", "label", "labels", "class", "y", "outcome"]
        let column = try table.column(
            targets ?? table.columnNames.first { usual.contains($0.lowercased()) } ?? "-1")
        let word = table.columnNames[column]
        let labels = try table.labels(of: column)
        let count = classes(labels.array.doubles(), words: labels.classNames.count)
        say(named: "the column \"\(word)\"", count)
        return DataSpecification(
            format: "csv", path: name,
            inputs: inputs.map { $0.split(separator: ",").map(String.init) } ?? [],
            targets: ["\(table.hasHeader && isUnique(word, table) ? word : "\(column)")"],
            classes: count)
    }

    private func isUnique(_ word: String, _ table: CSVTable) -> Bool {
        !word.isEmpty && table.columnNames.count { $0 == word } == 1
    }

    private mutating func lines() throws -> DataSpecification {
        let first = try contents(name).decompressed().bytes.prefix { $0 != 10 }
        let object = try? JSONSerialization.jsonObject(with: Data(first)) as? [String: Any]
        let usual = ["target", "targets", "label", "labels", "class", "y"]
        guard let key = targets ?? usual.first(where: { object?[$0] != nil }) else {
            throw UsageError(
                "\(name): no key of the first line is called like a target: "
                    + "name it with --targets")
        }
        var count = classes.flatMap { $0 == 0 ? nil : $0 }
        if classes == nil {
            var values: [Double] = []
            var words: Set<String> = []
            for line in try contents(name).decompressed().bytes.split(separator: 10) {
                let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
                if let word = object?[key] as? String { words.insert(word) }
                if let value = object?[key] as? Double { values.append(value) }
            }
            count = classes(values, words: words.count)
        }
        say(named: "the key \"\(key)\"", count)
        return DataSpecification(
            format: "jsonl", path: name,
            inputs: inputs.map { $0.split(separator: ",").map(String.init) } ?? [],
            targets: [key], classes: count)
    }

    private mutating func archive() throws -> DataSpecification {
        let archive = try NPZArchive(try contents(name))
        let held = archive.arrayNames.filter { !Self.isHeld($0) }
        guard
            let key = targets ?? held.first(where: { Self.isOfTargets($0) })
                ?? (held.count == 2 ? held.last : nil)
        else {
            throw UsageError(
                "\(name): which of its arrays holds the targets can't be told from "
                    + archive.arrayNames.joined(separator: ", ") + ": name it with --targets")
        }
        let usual = ["x", "x_train", "inputs", "images", "data", "features", "train_x"]
        let others = held.filter { $0 != key }
        guard
            let own = inputs ?? others.first(where: { usual.contains($0.lowercased()) })
                ?? (others.count == 1 ? others.first : nil)
        else {
            throw UsageError(
                "\(name): which of its arrays holds the inputs can't be told from "
                    + archive.arrayNames.joined(separator: ", ") + ": name it with --inputs")
        }
        let count = classes(of: try archive.array(key))
        say(named: "the array \"\(key)\"", count, of: "\"\(own)\"")
        return DataSpecification(
            format: "npz", path: name, inputs: [own], targets: [key], classes: count)
    }

    /// Inputs and targets in files beside each other.
    private mutating func pair(
        _ format: String, words: [(String, String)]
    ) throws -> DataSpecification {
        let words = words + [("images", "labels"), ("data", "labels"), ("features", "labels")]
        let own = inputs ?? name
        guard let key = targets ?? partner(of: own, words) else {
            throw UsageError(
                "\(own): no file beside it is called like its targets: name it with --targets")
        }
        let contents = try contents(key).decompressed()
        let count = classes(
            of: try format == "idx" ? IDXFile.read(contents) : NPYFile.read(contents))
        say(named: key, count, of: own)
        let heldInputs = names.first { $0 != own && $0 == Self.held(own) }
        let heldTargets = names.first { $0 != key && $0 == Self.held(key) }
        var validation = DataSpecification.Validation.fraction(0.2)
        if let heldInputs, let heldTargets {
            validation = .files(inputs: heldInputs, targets: heldTargets)
            said.append("validation rows are \(heldInputs) with \(heldTargets)")
        }
        return DataSpecification(
            format: format, inputs: [own], targets: [key], classes: count, validation: validation)
    }

    private func partner(of name: String, _ words: [(String, String)]) -> String? {
        var candidates = words.map { name.replacing($0.0, with: $0.1) }
        for (from, to) in words {
            candidates.append(
                name.replacing(from, with: to).replacing("idx3", with: "idx1"))
        }
        return candidates.first { $0 != name && names.contains($0) }
    }

    private mutating func pictures() throws -> DataSpecification {
        let batches = names.filter { $0.hasPrefix("data_batch") && $0.hasSuffix(".bin") }
        let own = batches.contains(name) ? batches : [name]
        let isHeld = names.contains("test_batch.bin") && name != "test_batch.bin"
        said.append(
            "\(own.joined(separator: ", ")) read as CIFAR-10's pictures"
                + (isHeld ? "; validation rows are test_batch.bin" : ""))
        return DataSpecification(
            format: "cifar10", inputs: own, classes: classes ?? 10,
            validation: isHeld ? .files(inputs: "test_batch.bin", targets: nil) : .fraction(0.2))
    }

    // What is told by names and numbers.

    static func isOfTargets(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["label", "target", "idx1"].contains { name.contains($0) }
            || name == "y" || name.hasPrefix("y_") || name.hasPrefix("y.") || name.hasSuffix("_y")
            || name.contains("_y.") || name.hasPrefix("ytrain")
    }

    static func isHeld(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["test", "t10k", "valid", "val_", "_val"].contains { name.contains($0) }
    }

    private static func held(_ name: String) -> String {
        name.contains("train-")
            ? name.replacing("train-", with: "t10k-") : name.replacing("train", with: "test")
    }

    private func classes(of array: NumericArray) -> Int? {
        let width = array.rows > 0 ? array.count / array.rows : 1
        guard width == 1 else {
            let isOneHot =
                array.shape.count == 2 && array.doubles().allSatisfy { $0 == 0 || $0 == 1 }
            return classes.map { $0 == 0 ? nil : $0 } ?? (isOneHot ? width : nil)
        }
        return classes(array.doubles(), words: 0)
    }

    /// Few different whole numbers from 0 are classes, and so are words.
    private func classes(_ values: [Double], words: Int) -> Int? {
        if let classes { return classes == 0 ? nil : classes }
        if words > 0 { return words }
        let finite = values.filter(\.isFinite)
        guard finite.allSatisfy({ $0 == $0.rounded() && $0 >= 0 && $0 < 10_000 }),
            let largest = finite.max()
        else { return nil }
        let count = Int(largest) + 1
        let distinct = Set(finite).count
        return distinct <= max(20, finite.count / 50) && count <= 10 * distinct
            ? max(2, count) : nil
    }

    private mutating func say(named targets: String, _ classes: Int?, of inputs: String = "") {
        let kind = classes.map { "\($0) classes" } ?? "numbers"
        said.append(
            "the targets are \(targets), \(kind)"
                + (inputs.isEmpty ? "" : ", of the inputs \(inputs)")
                + "; --targets, --inputs and --classes say otherwise")
    }
}
