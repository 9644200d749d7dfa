internal import Tensors

extension Loss {
    /// The objection of a loss that takes classes.
    func classObjection(
        _ name: String, to outputShape: [Int], _ targets: Targets
    ) -> String? {
        guard case .classes(let classes) = targets else {
            return "\(name) takes classes as targets, not numbers"
        }
        guard let width = positionWidth(of: outputShape, classes) else {
            return "\(name) takes one vector of outputs for each class, not \(outputShape)"
        }
        guard
            let wrong = classes.first(where: { $0 != ignoredClass && ($0 < 0 || $0 >= width) })
        else { return nil }
        return "\(wrong.words) is outside the \(width) outputs of \(name)"
    }

    /// The width of the vectors that are judged by these classes, one for each row or for each of
    /// its positions; nil where they can't be as many.
    func positionWidth(of outputShape: [Int], _ classes: [Int32]) -> Int? {
        let positions = outputShape.dropLast().reduce(1, *)
        guard positions > 0, classes.count.isMultiple(of: positions) else { return nil }
        return outputShape.last
    }

    /// The objection of a loss that takes numbers, or classes as numbers.
    func valueObjection(_ name: String, to outputShape: [Int], _ targets: Targets) -> String? {
        switch targets {
        case .classes(let classes):
            if positionWidth(of: outputShape, classes) == 1 { return nil }
            return "\(name) of classes takes one output, not \(outputShape)"
        case .values(let tensor), .probabilities(let tensor):
            if Array(tensor.shape.dropFirst()) == outputShape { return nil }
            return """
                \(name) takes outputs and targets of one shape, not \(outputShape) and \
                \(tensor.shape.dropFirst())
                """
        }
    }

    /// The objection of a loss that takes 0 and 1, or what lies between.
    func binaryObjection(_ name: String, to outputShape: [Int], _ targets: Targets) -> String? {
        if let objection = valueObjection(name, to: outputShape, targets) { return objection }
        switch targets {
        case .classes(let classes):
            guard let wrong = classes.first(where: { $0 != 0 && $0 != 1 }) else { return nil }
            return "\(name) takes classes 0 and 1, not \(wrong)"
        case .values(let tensor), .probabilities(let tensor):
            guard let wrong = tensor.doubles.first(where: { !(0...1).contains($0) }) else {
                return nil
            }
            return "\(name) takes targets in 0 ... 1, not \(wrong)"
        }
    }
}

extension Int32 {
    /// A class by its number; a data set has the smallest number where it has no label.
    var words: String { self == .min ? "a missing label" : "class \(self)" }
}

extension Tensor {
    /// Outputs [n, …, width] as [rows, width]: the vectors at all positions one after the other.
    var vectors: Tensor {
        guard rank > 2, let width = shape.last else { return self }
        return reshaped([shape.dropLast().reduce(1, *), width])
    }
}

extension Targets {
    /// Returns each row's distribution over the outputs' classes: for a class 1 there, for the
    /// ignored one 0 everywhere.
    func distributions(
        like outputs: Tensor, ignoring ignored: Int32?, _ name: StaticString
    ) -> Tensor {
        switch self {
        case .values(let tensor), .probabilities(let tensor):
            if tensor.shape != outputs.shape {
                fatalError(
                    "\(name) of outputs of shape \(outputs.shape), targets \(tensor.shape)")
            }
            return tensor
        case .classes(let classes):
            let width = outputs.shape.last ?? 0
            if outputs.shape != [classes.count, width] {
                fatalError(
                    "\(name) of outputs of shape \(outputs.shape), \(classes.count) classes")
            }
            var rows = [Double](repeating: 0, count: outputs.count)
            for (row, label) in classes.enumerated() where label != ignored {
                if !(0..<width).contains(Int(label)) {
                    fatalError("class \(label) does not fit outputs of shape \(outputs.shape)")
                }
                rows[row * width + Int(label)] = 1
            }
            return Tensor(rows, shape: outputs.shape, type: outputs.type)
        }
    }
}
