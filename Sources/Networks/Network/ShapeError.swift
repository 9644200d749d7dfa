/// A layer can't take an input of the shape that it would get.
public struct ShapeError: Error, Equatable, CustomStringConvertible {
    /// Which layer, what it got, and what it takes.
    public let description: String

    /// Makes an error with a sentence for the user.
    public init(_ description: String) {
        self.description = description
    }
}
