import Foundation

/// One source file of the project, read for the tidiness tests.
struct SourceFile {
    let path: String
    let lines: [Substring]

    /// The folder that holds `Package.swift`.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// All files below `folder` that end in one of `endings`, in order of their paths.
    static func all(below folder: String, endings: [String] = [".swift"]) -> [SourceFile] {
        let start = root.appending(path: folder)
        guard let walk = FileManager.default.enumerator(atPath: start.path(percentEncoded: false))
        else { return [] }
        return walk.compactMap { $0 as? String }
            .filter { name in endings.contains { name.hasSuffix($0) } }
            .sorted()
            .compactMap { name in
                guard
                    let text = try? String(
                        contentsOf: start.appending(path: name), encoding: .utf8)
                else { return nil }
                return SourceFile(
                    path: "\(folder)/\(name)",
                    lines: text.split(separator: "\n", omittingEmptySubsequences: false))
            }
    }

    /// `Sources/<Module>/…` gives the module.
    var module: String { String(path.split(separator: "/")[1]) }

    var imports: [String] {
        lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at <= 2, at + 1 < words.count,
                words[..<at].allSatisfy({
                    ["public", "internal", "package", "private", "fileprivate", "@_exported"]
                        .contains($0)
                })
            else { return nil }
            let named = words[(at + 1)...].first {
                !["struct", "class", "enum", "func", "protocol", "var"].contains($0)
            }
            return named.map { String($0.split(separator: ".")[0]) }
        }
    }
}
