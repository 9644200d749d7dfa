import Datasets
import Testing

struct CSVTableTests {
    @Test func `decimal numbers are rounded as Python rounds them`() throws {
        let table = try CSVTable(Golden.file("numbers.csv"))
        let numbers = try table.numbers(of: [0]).array.doubles()
        let expected = try NPYFile.read(Golden.file("numbers.npy")).doubles()
        #expect(numbers.count == 256)
        #expect(numbers.map(\.bitPattern) == expected.map(\.bitPattern))
    }

    @Test(arguments: [
        "a,b\n1,2\n3,4\n", "a;b\r\n1;2\r\n3;4", "a\tb\n1\t2\n\n3\t 4 \n", "a,b\r1,2\r3,4\r",
        "\u{FEFF}\"a\", \"b\"\n\"1\" ,2\n3,\"4\"\n", "\n\na , b\n 1 , 2 \n+3,4e0\n",
    ])
    func `separators, quotes, spaces and line ends all read alike`(text: String) throws {
        let table = try CSVTable(FileContents(text: text))
        #expect(table.hasHeader)
        #expect(table.columnNames == ["a", "b"])
        let numbers = try table.numbers(of: [1, 0])
        #expect(numbers.array.shape == [2, 2])
        #expect(numbers.array.values == .float64([2, 1, 4, 3]))
    }

    @Test func `quoted cells may hold separators, line ends and quotes`() throws {
        let text = "\"x, \"\"y\"\"\",kind\n1,\"a\nb\"\n2,\"c;\"\n"
        let table = try CSVTable(FileContents(text: text))
        #expect(table.columnNames == ["x, \"y\"", "kind"])
        #expect(try table.labels(of: 1).classNames == ["a\nb", "c;"])
    }

    @Test func `missing values become NaN and are counted`() throws {
        let text = "a,b\n1,\nNA,?\nnan,4\nNull,5\nn/a,6\n"
        let numbers = try CSVTable(FileContents(text: text)).numbers(of: [0, 1])
        #expect(numbers.missing == [4, 2])
        let values = numbers.array.doubles()
        #expect(
            values.map(\.isNaN) == [false, true, true, true] + [true, false] + [true, false]
                + [true, false])
    }

    @Test func `a table whose first row has a number has no header`() throws {
        let table = try CSVTable(FileContents(text: "5.1,3.5,setosa\n4.9,3.0,virginica\n"))
        #expect(!table.hasHeader)
        #expect(table.columnNames == ["0", "1", "2"])
        #expect(try table.numbers(of: [1]).array.doubles() == [3.5, 3])
        #expect(try table.column("-1") == 2)
        #expect(try table.labels(of: 2).classNames == ["setosa", "virginica"])
    }

    @Test func `the options overrule what the first row looks like`() throws {
        let file = FileContents(text: "1;2,5\n3;4,5\n")
        let table = try CSVTable(file, options: .init(separator: ",", hasHeader: true))
        #expect(table.columnNames == ["1;2", "5"])
        #expect(try table.numbers(of: [1]).array.doubles() == [5])
    }

    static let faults: [(String, String)] = [
        ("a,b\n1,2\n3,x\n", "line 3, column 1 (\"b\"): found \"x\", expected a number"),
        ("a,b\n1,2\n3\n", "line 3: found 1 cells, expected 2"),
        ("a,b\n1,\"2\n3,4\n", "line 2: found a quote that is never closed"),
        ("a,b\n1,\"2\"x\n", "line 2: found text after a closing quote"),
        ("a;b\n1;2,5\n", "decimals need a point"),
        ("\"a\nz\";b\n\n1;0x10\n", "line 4, column 1 (\"b\"): found \"0x10\""),
        ("0,1,y\n1,2,3\n", "say `header: true`"), ("", "found an empty file"),
    ]

    @Test(arguments: faults)
    func `a fault is named with its line`(text: String, expected: String) {
        let error = dataError { () throws(DataError) in
            let table = try CSVTable(FileContents(text: text))
            _ = try table.numbers(of: Array(0..<table.columnCount))
        }
        let words = error?.description ?? ""
        #expect(words.hasPrefix("table.csv"))
        #expect(words.contains(expected), "\(words)")
    }

    @Test func `a column that is not there is named with those there are`() throws {
        let table = try CSVTable(FileContents(text: "a,b,b\n1,2,3\n"))
        for (selector, found) in [("c", "0 columns called \"c\""), ("b", "2 columns"), ("3", "0")] {
            let error = dataError { () throws(DataError) in _ = try table.column(selector) }
            #expect(error?.found.hasPrefix(found) == true)
            #expect(error?.expected == "one of \"a\", \"b\", \"b\"")
        }
    }

    @Test func `words become classes in sorted order`() throws {
        let table = try CSVTable(FileContents(text: "x,k\n1,dog\n2,cat\n3,\n4,dog\n"))
        let labels = try table.labels(of: 1)
        #expect(labels.classNames == ["cat", "dog"])
        #expect(labels.missing == 1)
        #expect(labels.array.doubles().map { $0.isNaN ? -1 : $0 } == [1, 0, -1, 1])
        #expect(try table.labels(of: 1, classNames: ["dog", "cat"]).array.doubles()[0] == 0)
        let error = dataError { () throws(DataError) in
            _ = try table.labels(of: 1, classNames: ["dog", "fox"])
        }
        #expect(error?.found == "the class \"cat\"")
    }

    @Test(arguments: ["k\ncat\n1\n", "k\n1\ncat\n"])
    func `words mixed with numbers are no classes`(text: String) throws {
        let table = try CSVTable(FileContents(text: text))
        let error = dataError { () throws(DataError) in _ = try table.labels(of: 0) }
        #expect(error?.origin == .cell(line: 3, column: "0 (\"k\")"))
    }
}
