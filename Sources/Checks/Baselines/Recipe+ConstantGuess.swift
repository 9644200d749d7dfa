internal import Experiments
internal import Networks
internal import Tensors

extension Recipe {
    /// The loss of the best constant answer to some training rows; nil where a teacher or a sum
    /// keeps a training's losses from being held against it.
    func guessedLoss() -> Double? {
        guard teacherNote.isEmpty, loss.reduction == .mean else { return nil }
        let rows = sample(ShortTraining.affordable(512, self))
        return ConstantGuess(loss, rows, headShape: headShape).loss
    }
}
