public import Jobs

/// This release of Preflight, and the program whose jobs its workers run.
public enum PreflightVersion {
    /// The version, as reports have it.
    public static let text = "0.1.0"
    /// The program that runs experiment files, with its version: for reports, and for workers that
    /// are started from the same executable.
    public static let program = Program(name: "preflight", build: text)

    /// The same with the digest of this executable, by which a coordinator tells who serves it.
    ///
    /// - Throws: Foundation's error where the executable can't be read.
    static func identity() throws -> Program {
        Program(name: program.name, build: try BuildDigest.ofThisProgram())
    }
}
