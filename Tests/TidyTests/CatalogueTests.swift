import Testing

/// A module's documentation page lists what the module offers.
@Suite struct CatalogueTests {
    static let modules = [
        "Randomness", "Components", "ZeroMQ", "Tensors", "Networks", "Training", "Datasets",
        "Search", "Scheduling", "Reports", "Coordination", "Execution",
    ]

    @Test(arguments: modules)
    func `every public type stands among its module's topics`(_ module: String) throws {
        let pages = SourceFile.all(below: "Sources/\(module)", endings: [".md"])
        let page = try #require(pages.first)
        let topics = Set(page.lines.filter { $0.hasPrefix("- ``") }.map { $0.dropFirst(4) })
        for file in SourceFile.all(below: "Sources/\(module)") {
            for name in file.publicTypes {
                #expect(topics.contains("\(name)``"), "\(file.path): \(name) in \(page.path)")
            }
        }
    }

    @Test(arguments: modules)
    func `every type among a module's topics is there`(_ module: String) throws {
        let page = try #require(
            SourceFile.all(below: "Sources/\(module)", endings: [".md"]).first)
        let types = Set(SourceFile.all(below: "Sources/\(module)").flatMap(\.publicTypes))
        for line in page.lines where line.hasPrefix("- ``") && !line.contains("(") {
            let name = String(line.dropFirst(4).prefix { $0 != "`" })
            #expect(types.contains(name), "\(page.path) lists \(name)")
        }
    }
}

extension SourceFile {
    /// The types declared `public` at the file's top level.
    fileprivate var publicTypes: [String] {
        lines.compactMap { line in
            let words = line.split(separator: " ").map { $0.prefix { $0.isLetter || $0.isNumber } }
            guard line.hasPrefix("public "), words.count > 2 else { return nil }
            let kind = ["final", "indirect"].contains(words[1]) ? 2 : 1
            guard ["struct", "enum", "protocol", "class"].contains(words[kind]),
                words.count > kind + 1
            else { return nil }
            return String(words[kind + 1])
        }
    }
}
