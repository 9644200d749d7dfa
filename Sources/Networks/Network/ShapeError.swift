/// A layer can't take an input of the shape that it would get.
public struct ShapeError: Error, Equatable, CustomStringConvertible {
    /// Which layer, what it got, and what it takes.
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
