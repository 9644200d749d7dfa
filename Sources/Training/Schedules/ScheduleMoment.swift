/// A step of a planned course, for which a schedule's formula gives the learning rate.
package struct ScheduleMoment {
    /// The optimizer's own learning rate.
    package let initial: Double
    /// From 0, behind the warm-up.
    package let step: Double
    /// How many steps the course has, without the warm-up.
    package let total: Double
    package let stepsPerEpoch: Double

    package init(initial: Double, step: Double, total: Double, stepsPerEpoch: Double) {
        self.initial = initial
        self.step = step
        self.total = total
        self.stepsPerEpoch = stepsPerEpoch
    }

    var progress: Double { min(1, step / total) }
}
