/// Why a recipe cannot be carried out: what was found and what to do.
public struct RecipeError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
