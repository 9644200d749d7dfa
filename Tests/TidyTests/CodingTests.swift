import Testing

@Suite struct CodingTests {
    @Test func `no enum but one of words is coded by the compiler`() {
        for file in SourceFile.all(below: "Sources") {
            for line in file.lines where line.contains("enum ") && line.contains(": ") {
                guard line.contains("Codable") || line.contains("Encodable") else { continue }
                #expect(line.contains(": String,"), "\(file.path): \(line)")
            }
        }
    }
}
