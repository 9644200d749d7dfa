import Foundation
import FoundationXML

/// What a page consists of, read by an XML parser: it throws where a page is not well-formed.
final class PageOutline: NSObject, XMLParserDelegate {
    struct Flaw: Error {
        let line: Int
        let words: String
    }

    private(set) var ids = [String]()
    /// Names that links, uses and labels point at.
    private(set) var references = Set<String>()
    /// What lies outside the page.
    private(set) var foreign = [String]()
    private(set) var elements = Set<String>()
    private(set) var attributes = Set<String>()
    private(set) var text = ""
    private(set) var tables = 0
    private(set) var scrollingTables = 0
    /// Drawings that a screen reader should name.
    private(set) var drawings = 0
    private(set) var describedDrawings = 0
    private var path = [(name: String, kind: String)]()

    init(_ page: String) throws {
        super.init()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = self
        guard parser.parse() else {
            throw Flaw(
                line: parser.lineNumber, words: parser.parserError.map { "\($0)" } ?? "unknown")
        }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        elements.insert(name)
        self.attributes.formUnion(attributes.keys)
        if let id = attributes["id"] { ids.append(id) }
        for key in ["aria-labelledby", "aria-describedby"] {
            references.formUnion((attributes[key] ?? "").split(separator: " ").map(String.init))
        }
        for key in ["href", "src", "action", "srcset", "data"] {
            guard let target = attributes[key] else { continue }
            if target.hasPrefix("#") {
                references.insert(String(target.dropFirst()))
            } else if !target.hasPrefix("data:") {
                foreign.append(target)
            }
        }
        if name == "table" {
            tables += 1
            if path.last?.kind.hasPrefix("scroll") == true { scrollingTables += 1 }
        }
        if name == "svg", attributes["role"] == "img" { drawings += 1 }
        if name == "desc" { describedDrawings += 1 }
        path.append((name, attributes["class"] ?? ""))
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        path.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
