internal import Tensors

extension Numerics {
    /// The default of every command, in its own process as in a compute process.
    static var standard: Numerics { offered[0] }

    /// - Throws: `UsageError` for what this processor does not offer.
    static func named(_ name: String) throws -> Numerics {
        guard let numerics = Numerics(name: name) else {
            throw UsageError(
                "this processor does not offer the numerics \(name), but "
                    + offered.map(\.name).joined(separator: ", "))
        }
        return numerics
    }
}
