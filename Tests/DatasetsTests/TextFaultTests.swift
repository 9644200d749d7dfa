import Datasets
import Testing

/// Text files as people save them: encodings, marks, orders of columns, missing values.
struct TextFaultTests {
    private static func bytes(_ text: String, latin: [UInt8] = []) -> [UInt8] {
        Array(text.utf8) + latin
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `a table in Latin-1 is refused with its line`(end: String) {
        // "Grön" and "Grün" as one byte each where the umlaut is.
        let file = FileContents(
            name: "t.csv",
            bytes: Self.bytes("x,label\(end)1,Gr", latin: [0x72, 0x6E])
                + Self.bytes("\(end)2,Gr", latin: [0xF6, 0x6E])
                + Self.bytes("\(end)3,Gr", latin: [0xFC, 0x6E]))
        let error = dataError { () throws(DataError) in _ = try CSVTable(file) }
        #expect(error?.origin == .line(3))
        #expect(error?.expected == "UTF-8")
    }

    @Test func `text in Latin-1 is refused with its line`() {
        let file = FileContents(
            name: "t", bytes: Self.bytes("a\tx\nb\ty\nc\tGr", latin: [0xFC, 0x6E]))
        let error = dataError { () throws(DataError) in
            _ = try Dataset.text(file, options: TextOptions(goal: .lineLabel, length: 2))
        }
        #expect(error?.origin == .line(3))
    }

    @Test func `a byte-order mark is no part of the first label`() throws {
        let text = "yes\tab\nno\tcd\nyes\tef\n"
        let options = TextOptions(goal: .lineLabel, length: 2)
        let plain = try Dataset.text(FileContents(text: text), options: options)
        let marked = try Dataset.text(FileContents(text: "\u{FEFF}" + text), options: options)
        #expect(marked.classNames == ["no", "yes"])
        #expect(marked.targets == plain.targets && marked.inputs == plain.inputs)
        #expect(marked.line(ofRow: 2) == 3)
    }

    @Test func `columns of validation data are paired by name`() throws {
        let training = try Dataset.csv(
            FileContents(text: "a,b,y\n1,2,0\n3,4,1\n"), targets: ["2"],
            reading: Reading(classes: 2))
        var reading = Reading(classes: 2)
        reading.columns = training.origin
        let validation = try Dataset.csv(
            FileContents(text: "b,y,a\n20,1,10\n40,0,30\n"), targets: ["2"], reading: reading)
        #expect(validation.inputs == [10, 20, 30, 40])
        #expect(validation.targets == .classes([1, 0], count: 2))
        #expect(validation.featureNames == ["a", "b"])
        let error = dataError { () throws(DataError) in
            _ = try Dataset.csv(
                FileContents(text: "b,y,c\n20,1,10\n"), targets: ["y"], reading: reading)
        }
        #expect(error?.found == "0 columns called \"a\"")
    }

    @Test func `missing values are found by column, row and line`() throws {
        let data = try Dataset.csv(
            FileContents(text: "a,,y\n\n1,2,0\n3,,1\nNA,,1\n"), targets: ["y"],
            reading: Reading(classes: 2))
        let missing = data.missingValues()
        #expect(missing.map(\.column) == [0, 1])
        #expect(missing.map(\.count) == [1, 2])
        #expect(missing.map(\.firstRow) == [2, 1])
        #expect(data.line(ofRow: 1) == 4)
        #expect(data.subset(rows: [2, 0]).line(ofRow: 0) == 5)
        #expect(data.featureNames[1].contains("column 1"))
    }

    @Test func `the first rows alone tell shapes and classes`() throws {
        func read(_ rows: Int?) throws -> Dataset {
            var reading = Reading(layout: .sequence)
            reading.firstRows = rows
            return try .npz(
                Golden.file("kinds.npz"), inputs: "f4-big-C", targets: "u1-little-C",
                reading: reading)
        }
        let data = try read(nil)
        let head = try read(1)
        #expect(head.count == 1 && head.inputShape == data.inputShape)
        #expect(head.inputs == data.subset(rows: [0]).inputs)
    }
}
