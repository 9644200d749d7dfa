/// What the user gave is wrong: what was found, where, and what to do. Ends with exit code 2.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
