public import Jobs

/// This release of Preflight, and the program whose jobs its workers run.
public enum PreflightVersion {
    /// The version, as reports have it.
    public static let text = "0.1.0"
    /// The program that runs experiment files, and its build.
    public static let program = Program(name: "preflight", build: text)
}
