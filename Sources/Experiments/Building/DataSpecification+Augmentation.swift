public import Jobs
public import Randomness
public import Training

extension DataSpecification {
    /// The random changes of training images; nil where the file asks for none.
    ///
    /// - Parameter key: of the purpose `augmentation`.
    public func randomChanges(key: RandomKey) -> Augmentation? {
        if augmentation.isEmpty { return nil }
        let steps = augmentation.map { specification in
            let (kind, settings) = Catalogue.augmentations.settings(specification)
            return kind.make(settings)
        }
        return Augmentation(steps, key: key)
    }
}
