import Testing

/// Everything that others may use says what it is.
@Suite struct DocumentationTests {
    /// The library products.
    static let modules = ["Tensors", "Preflight"]

    /// Requirements of protocols of others, which have their sentence there.
    static let others: [String: Set<String>] = [
        "CustomStringConvertible": ["description"], "Error": ["description"],
        "ParsableCommand": ["configuration", "init", "run", "validate"],
        "ParsableArguments": ["init", "validate"], "Hashable": ["hash"], "Comparable": ["<"],
        "ExpressibleByIntegerLiteral": ["init"],
    ]

    @Test(arguments: modules)
    func `every public declaration has its sentence`(_ module: String) {
        let inherited = Inherited(SourceFile.all(below: "Sources"), others: Self.others)
        for file in SourceFile.all(below: "Sources/\(module)") {
            for located in Self.bare(in: file, inherited) {
                Issue.record("\(file.path):\(located.line): \(file.lines[located.line - 1])")
            }
        }
    }

    /// What is public, says nothing and inherits nothing.
    private static func bare(in file: SourceFile, _ inherited: Inherited) -> [SourceFile.Located] {
        file.declarations.filter { located in
            located.isPublic && !located.isDocumented
                && !inherited.hasSentence(located.declaration.name, in: located.owner)
        }
    }

    @Test func `declarations of every kind are seen`() {
        let text = """
            /// Said.
            public struct A: P {
                public let x: Int
                /// Said.
                public var y: Int { 3 }
                let hidden: Int
                public init(
                    x: Int
                ) {
                    let inner = 3
                }
                @inlinable
                public static func f() {}
                public subscript(index: Int) -> Int { 3 }
                public enum B {
                    case b
                    indirect case c(B)
                }
            }
            public protocol P {
                var y: Int { get }
                func f()
            }
            enum Hidden {
                case h
            }
            extension A {
                public typealias T = Int
            }
            """
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let file = SourceFile(path: "a", lines: lines)
        let found = Self.bare(in: file, Inherited([file], others: [:]))
        #expect(
            found.map(\.declaration.name) == [
                "x", "init", "subscript", "B", "b", "c", "P", "y", "f", "T",
            ], "A's f carries out P's, which is the one that lacks its sentence")
    }
}

/// What a type's members carry out: a member that is a protocol's requirement inherits that one's
/// sentence, as the documentation compiler has it.
private struct Inherited {
    private var requirements: [String: Set<String>]
    private var conformances: [String: Set<String>] = [:]

    init(_ files: [SourceFile], others: [String: Set<String>]) {
        requirements = others
        for file in files {
            for located in file.declarations where located.owner?.kind == "protocol" {
                requirements[located.owner?.name ?? "", default: []]
                    .insert(located.declaration.name)
            }
            for (type, protocols) in file.conformances {
                conformances[type, default: []].formUnion(protocols)
            }
        }
    }

    /// Whether a member of this name is a requirement of what its type conforms to; that of a
    /// protocol's extension may be the protocol's own.
    func hasSentence(_ name: String, in owner: Declaration?) -> Bool {
        guard let owner else { return false }
        var seen: Set<String> = []
        var pending = Array(conformances[owner.plainName] ?? [])
        if owner.kind == "extension" { pending.append(owner.plainName) }
        while let next = pending.popLast() {
            guard seen.insert(next).inserted else { continue }
            if requirements[next]?.contains(name) == true { return true }
            pending += conformances[next] ?? []
        }
        return false
    }
}
