package import Datasets
public import Jobs
public import Randomness
public import Training

extension DataSpecification {
    /// The random changes of training images; nil where the file asks for none.
    ///
    /// - Parameters:
    ///   - ignoredClass: the class of pixels that the loss leaves out.
    ///   - key: of the purpose `augmentation`.
    public func randomChanges(ignoredClass: Int32? = nil, key: RandomKey) -> Augmentation? {
        if augmentation.isEmpty { return nil }
        let steps = augmentation.map { specification in
            let (kind, settings) = Catalogue.augmentations.settings(specification)
            return kind.make(settings)
        }
        return Augmentation(steps, ignoredClass: ignoredClass, key: key)
    }
}

extension Augmentation {
    /// Why the targets of these images could not follow their changes; nil where they do, or need
    /// not.
    ///
    /// - Parameter areNumbers: whether targets are quantities, which may be points in the image.
    package func objection(to data: Dataset, areNumbers: Bool) -> String? {
        guard data.isImages else { return nil }
        let (height, width) = (data.inputShape[0], data.inputShape[1])
        guard case .values(let values, let count) = data.targets else {
            return objection(
                height: height, width: width,
                positions: data.targetShape.isEmpty ? 1 : data.positions, values: 0)
        }
        if let objection = objection(height: height, width: width, positions: 1, values: count) {
            return objection
        }
        let most = Float(max(height, width))
        let seen = values.prefix(4096 * count)
        let lookLikePoints =
            areNumbers && count.isMultiple(of: 2) && seen.allSatisfy { (0...most).contains($0) }
            && seen.contains { $0 != 0 && $0 != 1 }
        guard moves, lookLikePoints else { return nil }
        return "the \(count) numbers of a row look like points in an image of \(height) x \(width) "
            + "pixels, and those would not follow where it is moved or mirrored; leave out "
            + "random-crop and horizontal-flip, or standardise the numbers where they are no points"
    }
}
