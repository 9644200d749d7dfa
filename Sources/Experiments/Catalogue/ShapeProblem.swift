/// Why a layer cannot take an input of some shape: a sentence that names both shapes.
struct ShapeProblem: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
