internal import Foundation
internal import Jobs
internal import Synchronization

/// What tells one build of a program from another: the hash of its executable.
enum BuildDigest {
    /// Read once: replacing the file while the program runs does not change what runs.
    private static let found = Mutex<String?>(nil)

    /// The first 16 hexadecimal digits of the SHA-256 of this process's executable.
    ///
    /// - Throws: Foundation's error where the executable can't be read.
    static func ofThisProgram() throws -> String {
        try found.withLock { found in
            if let found { return found }
            let digest = String(try ContentHash(ofFileAt: "/proc/self/exe").text.prefix(16))
            found = digest
            return digest
        }
    }
}
