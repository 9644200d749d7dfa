import Foundation

/// The optimised object file of one source of `CKernels`.
struct KernelObject {
    let name: String

    /// What the release build has made of it. A debug build does not optimise, and of another
    /// builder the folders are unknown: then it is compiled as the release build does.
    func disassembly() throws -> String {
        #if !DEBUG
            let built = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
                .appending(path: "CKernels.build/\(name).c.o").path
            if FileManager.default.fileExists(atPath: built) { return try disassembly(of: built) }
        #endif
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "preflight-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let object = folder.appending(path: "kernels.o").path
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/CKernels").path
        _ = try output([
            "clang", "-O2", "-fPIC", "-fno-omit-frame-pointer", "-fblocks",
            "-I", "\(sources)/include", "-c", "\(sources)/\(name).c", "-o", object,
        ])
        return try disassembly(of: object)
    }

    private func disassembly(of path: String) throws -> String {
        try output(["objdump", "-d", "--no-show-raw-insn", path])
    }

    /// What a command prints.
    private func output(_ words: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CocoaError(
                .executableLoad, userInfo: ["command": words.joined(separator: " ")])
        }
        return String(decoding: data, as: UTF8.self)
    }
}
