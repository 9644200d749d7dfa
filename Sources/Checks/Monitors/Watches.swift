internal import Jobs
internal import Networks
internal import Training

/// What some monitors remember of one training. Those that judge by its whole course share it.
struct Watches {
    private var all: [(any TrainingWatch)?]
    private let monitors: [any Monitor]
    private(set) var course: Course

    init(_ monitors: [any Monitor], _ training: WatchedTraining) {
        self.monitors = monitors
        course = Course(training)
        all = monitors.map { $0 is any CourseMonitor ? nil : $0.watch(training) }
    }

    private mutating func tell(_ body: (inout any TrainingWatch) -> Void) {
        for index in all.indices {
            guard var watch = all[index] else { continue }
            all[index] = nil
            body(&watch)
            all[index] = watch
        }
    }

    mutating func note(_ step: StepRecord) {
        course.note(step)
        tell { $0.note(step) }
    }

    mutating func note(_ evaluation: Evaluation) {
        course.note(evaluation)
        tell { $0.note(evaluation) }
    }

    mutating func note(_ epoch: EpochRecord) {
        course.note(epoch)
        tell { $0.note(epoch) }
    }

    mutating func note(_ glance: Glance) {
        course.note(glance)
        tell { $0.note(glance) }
    }

    mutating func note(_ update: UpdateSample) {
        course.note(update)
        tell { $0.note(update) }
    }

    mutating func note(origin: String) {
        course.note(origin: origin)
        tell { $0.note(origin: origin) }
    }

    /// Takes note of an epoch of a trial, whose training metrics stand for an evaluation.
    mutating func note(trained epoch: EpochRecord, score: Score, rows: Int) {
        if let loss = epoch.metrics["training-loss"],
            let value = epoch.metrics["training-accuracy"]
        {
            note(Evaluation(loss: loss, score: score, value: value, rows: rows))
        }
        note(epoch)
    }

    var findings: [Finding] {
        zip(monitors, all).map { monitor, watch in
            if let judge = monitor as? any CourseMonitor { return judge.judge(course) }
            return (watch ?? monitor.watch(course.training)).finding()
        }
    }
}
