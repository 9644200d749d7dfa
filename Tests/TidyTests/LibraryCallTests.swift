import Foundation
import Testing

/// The C library's functions differ in their last bits from one processor and one version to the
/// next, and what calls them with it. All of ours, without an exception, calls `Double.exp` and its
/// like.
@Suite struct LibraryCallTests {
    /// What no standard rounds correctly. Those that are exact are free to use: square roots,
    /// rounding to whole numbers, remainders, `fma`.
    static let functions = [
        "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "erf",
        "erfc", "exp", "exp10", "exp2", "expm1", "hypot", "j0", "j1", "jn", "lgamma",
        "lgamma_r", "log", "log10", "log1p", "log2", "pow", "pow10", "sin", "sincos", "sinh", "tan",
        "tanh", "tgamma", "y0", "y1", "yn",
    ]

    /// Their forms for other types, too.
    static let symbols = Set(
        functions.flatMap { [$0, "\($0)f", "\($0)l", "__\($0)_finite", "__\($0)f_finite"] })

    @Test func `no Swift source calls a function of the C library that may differ`() {
        let files = SourceFile.all(below: "Sources")
        #expect(files.count > 100)
        let own = Self.declared(in: files)
        for file in files {
            let own = own[file.module] ?? []
            for (line, name) in file.calls(of: Self.symbols) where !own.contains(name) {
                Issue.record("\(file.path):\(line): \(name): take that of Double")
            }
        }
    }

    @Test func `no C source calls a function of the C library that may differ`() {
        let files = SourceFile.all(below: "Sources", endings: [".c", ".h"])
        #expect(files.count > 20)
        for file in files {
            for (line, name) in file.calls(of: Self.symbols) {
                Issue.record("\(file.path):\(line): \(name)")
            }
        }
    }

    /// What the compilers have made of the sources: no wrapper, reference or built-in is missed.
    @Test func `no object file of ours asks the C library for a function that may differ`() throws {
        let products = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let files = SourceFile.all(below: "Sources", endings: [".swift", ".c"])
        var read = 0
        let modules = Dictionary(grouping: files, by: \.module).sorted { $0.key < $1.key }
        for (module, sources) in modules {
            let objects = sources.map { source in
                let name = source.path.split(separator: "/").last ?? ""
                return products.appending(path: "\(module).build/\(name).o").path
            }.filter(FileManager.default.fileExists)
            guard !objects.isEmpty else { continue }
            read += objects.count
            for (object, symbol) in try Self.undefined(in: objects)
            where Self.symbols.contains(symbol) {
                Issue.record("\(object) asks for \(symbol)")
            }
        }
        #expect(read > 300, "object files are missing beside \(products.path)")
    }

    @Test func `calls are seen in code alone, of the library alone`() {
        let text = """
            let a = exp(1) + Foundation.pow(2, 3) + Double.exp(3) + x.log(4)
            // exp(1)
            let text = "log(2)" + "\\(value)"
            func tanh(_ x: Double) {}
            values.map(cos).reduce(0, Glibc.sin)
            case exp, log
            """
        let swift = SourceFile(path: "a.swift", lines: text.split(separator: "\n"))
        let found = swift.calls(of: Self.symbols)
        #expect(found.map(\.name) == ["exp", "pow", "cos", "sin"])
        #expect(found.map(\.line) == [1, 1, 5, 5])
        let c = SourceFile(path: "a.c", lines: ["x = __builtin_powf(2, 3) + T(exp)(x) + tanh(1);"])
        #expect(c.calls(of: Self.symbols).map(\.name) == ["powf", "tanh"])
    }

    /// Functions of the modules' own of the same name, which a call without a point may mean.
    private static func declared(in files: [SourceFile]) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for file in files {
            for line in file.lines {
                for match in line.matches(of: /func ([a-z0-9]+)\(/) {
                    found[file.module, default: []].insert(String(match.1))
                }
            }
        }
        return found
    }

    /// The symbols that object files leave to others.
    private static func undefined(in objects: [String]) throws -> [(object: String, symbol: String)]
    {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["nm", "-u", "-A"] + objects
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 3, words[1] == "U" else { return nil }
            let path = words[0].split(separator: "/").last ?? ""
            let symbol = words[2].split(separator: "@")[0]
            return (String(path), String(symbol))
        }
    }
}
