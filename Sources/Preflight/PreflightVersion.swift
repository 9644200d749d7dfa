public import Jobs

/// This release of Preflight, and the program whose jobs its workers run.
public enum PreflightVersion {
    public static let text = "0.1.0"
    public static let program = Program(name: "preflight", build: text)
}
