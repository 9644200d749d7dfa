import Testing

@Suite struct CheckTests {
    @Test func `every check is a file of at most 120 lines and has a test that names it`() {
        let tests = SourceFile.all(below: "Tests/ChecksTests").flatMap(\.lines)
        for file in SourceFile.all(below: "Sources/Checks") {
            for line in file.lines where line.contains("static let name = \"") {
                let name = line.split(separator: "\"")[1]
                #expect(file.lines.count <= 120, "\(file.path): \(file.lines.count) lines")
                #expect(
                    tests.contains { $0.contains("\"\(name)\"") }, "no test names \(name)")
            }
        }
    }
}
