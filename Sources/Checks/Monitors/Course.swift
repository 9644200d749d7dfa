internal import Experiments
public import Jobs
public import Training

/// All that monitors are told of one training, from which most of them judge at its end, or at any
/// moment before.
public struct Course {
    public let training: WatchedTraining
    /// Of each step in which something counted.
    private(set) var losses = StepSeries()
    private(set) var norms = StepSeries()
    private(set) var rates = StepSeries()
    /// The steps, from 1, whose batches held nothing that counts: the first few, and how many.
    private(set) var emptySteps: [Int] = []
    private(set) var emptyCount = 0
    /// The step that was not finite.
    private(set) var broken: StepRecord?
    /// Where in the network it arose, in words; nil where nobody looked.
    private(set) var origin: String?
    private(set) var epochs: [EpochRecord] = []
    private(set) var evaluations: [Evaluation] = []
    private(set) var glances: [Glance] = []
    private(set) var updates: [UpdateSample] = []

    init(_ training: WatchedTraining) {
        self.training = training
    }

    mutating func note(_ step: StepRecord) {
        guard step.isFinite else { return broken = broken ?? step }
        guard step.judged > 0 else {
            emptyCount += 1
            if emptySteps.count < 5 { emptySteps.append(step.step + 1) }
            return
        }
        losses.append(step.loss)
        norms.append(step.gradientNorm ?? .nan)
        rates.append(step.learningRate)
    }

    mutating func note(_ epoch: EpochRecord) { epochs.append(epoch) }
    mutating func note(_ evaluation: Evaluation) { evaluations.append(evaluation) }
    mutating func note(_ glance: Glance) { glances.append(glance) }
    mutating func note(_ update: UpdateSample) { updates.append(update) }
    mutating func note(origin: String) { self.origin = origin }

    var steps: Int { losses.steps }

    /// "450 steps", or how much of the training was watched.
    var extent: String { training.extent(steps + emptyCount, hasBroken: broken != nil) }

    /// The first look at the training rows, and the last at the same.
    var ends: (first: Glance, last: Glance)? {
        let looks = glances.filter { $0.rows == .training }
        guard let first = looks.first, let last = looks.last, last.step > first.step,
            first.losses.count == last.losses.count
        else { return nil }
        return (first, last)
    }

    /// The last look at rows of a kind, where the training's end was looked at.
    func last(_ rows: Glance.Rows) -> Glance? {
        guard broken == nil else { return nil }
        return glances.last { $0.rows == rows && $0.step > 0 }
    }

    /// Whether the loss still falls at the end: the last quarter of the steps lies below the
    /// quarter before by more than chance and by 2 %.
    var stillFalls: Bool { flatness.map { $0.upperBound < 0 } ?? true }

    /// The relative change from the third to the last quarter of the steps, by a block bootstrap,
    /// 2 % either way counting as none; nil where there are too few steps to tell.
    var flatness: ClosedRange<Double>? {
        Trend.relativeChange(
            losses.values, key: training.key("trend"))
    }
}

/// A monitor that judges by the whole course of a training.
public protocol CourseMonitor: Monitor where Watch == CourseWatch {
    func judge(_ course: Course) -> Finding
}

extension CourseMonitor {
    public func watch(_ training: WatchedTraining) -> CourseWatch {
        CourseWatch(monitor: self, course: Course(training))
    }
}

/// What a monitor remembers that judges by the whole course.
public struct CourseWatch: TrainingWatch {
    let monitor: any CourseMonitor
    var course: Course

    public mutating func note(_ step: StepRecord) { course.note(step) }
    public mutating func note(_ evaluation: Evaluation) { course.note(evaluation) }
    public mutating func note(_ epoch: EpochRecord) { course.note(epoch) }
    public mutating func note(_ glance: Glance) { course.note(glance) }
    public mutating func note(_ update: UpdateSample) { course.note(update) }
    public mutating func note(origin: String) { course.note(origin: origin) }
    public func finding() -> Finding { monitor.judge(course) }
}
