import Checks
import Datasets
import Experiments
import Foundation
import Jobs
import Networks
import Testing
import Training

extension Recipe {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The experiment of a file as one job sees it: a planted fault or a sound network by its name
    /// (`edit-08`, `ok-01`), or an example by its path.
    static func sample(_ name: String, job: String, seed: UInt64 = 1) throws -> Recipe {
        let (specification, data) = try experiment(name, seed: seed)
        return Recipe(specification, data: data, seed: seed, job: job)
    }

    static func location(of name: String) -> URL {
        root.appending(
            path: name.contains("/") ? "\(name).yaml" : "Tests/ChecksTests/Faults/\(name).yaml")
    }

    /// An experiment file's specification, and its data read from beside it.
    static func experiment(
        _ name: String, seed: UInt64
    ) throws -> (ExperimentSpecification, ExperimentData) {
        let location = location(of: name)
        let file = try ExperimentFile(contentsOf: location.path)
        let folder = location.deletingLastPathComponent()
        let files = try ExperimentFiles(of: file, in: folder)
        return (
            file.defaults, try ExperimentData(file.defaults.data, seed: seed, files: files)
        )
    }

    /// What a check finds in this subject; a monitor judges a training of its own.
    func finding(of check: String) throws -> Finding {
        let checks = try CheckRegistry.stock.with(specification.checks)
        if let examination = checks.examinations.first(where: { $0.name == check }) {
            return try examination.answer(self)
        }
        let monitor = try #require(checks.monitors.first(where: { $0.name == check }))
        return watched(by: [monitor], steps: ExperimentJob.watchedSteps)[0]
    }

    /// Lets the network learn from one that was trained on these rows.
    mutating func addTeacher() {
        guard var loop = try? wholeTraining() else { fatalError("the sample can't be trained") }
        _ = loop.run(epochs: 3)
        distillation = Objective.Distillation(teacher: loop.network)
    }

    /// Names a score that the experiment is known to reach.
    mutating func expect(score: Double, within: Double) {
        specification.checks["reference-result"] = CheckSpecification(
            thresholds: ["score": .real(score), "within": .real(within)])
    }

    /// Puts 999, or another mark, into the first column of so many rows.
    mutating func mark(rows: Int, with value: Float = 999) {
        let width = trainingData.columnCount
        for row in 0..<rows { trainingData.inputs[row * width] = value }
        rawColumns = ColumnStatistics.columns(of: trainingData.inputs, count: width)
    }

    /// Gives the rows whose number `isChosen` takes the class after their own.
    mutating func relabel(where isChosen: (Int) -> Bool) {
        guard case .classes(let labels) = training.targets, let classes else { return }
        let others = labels.enumerated().map {
            isChosen($0) ? ($1 + 1) % Int32(classes) : $1
        }
        training = Examples(inputs: training.inputs, targets: .classes(others))
    }

    /// Puts other layers into every network that the subject makes from now on.
    mutating func rebuild(_ change: @escaping ([any Layer]) -> [any Layer]) {
        let make = makeNetwork
        makeNetwork = { specification, keys in
            let body = make(specification, keys).body
            return Network(Sequential(change((body as? Sequential)?.layers ?? [body])))
        }
    }

    /// Runs every network in one mode, whatever it is asked for.
    mutating func stick(to mode: Mode) {
        let make = makeNetwork
        makeNetwork = { Network(StuckMode(body: make($0, $1).body, mode: mode)) }
    }

    var learningRate: Double {
        get {
            guard case .scalar(let rate)? = specification.optimizer.settings["learning-rate"]
            else { return .nan }
            return rate.number ?? .nan
        }
        set { specification.optimizer.settings["learning-rate"] = .scalar(.real(newValue)) }
    }
}

extension Dataset {
    /// The same rows with other labels.
    func with(labels: [Int32], classes: Int, oddLabels: [OddLabel] = []) -> Dataset {
        Dataset(
            inputs: inputs, inputShape: inputShape,
            targets: .classes(labels, count: classes), oddLabels: oddLabels,
            featureNames: featureNames, classNames: classNames)
    }

    var labels: [Int32] {
        if case .classes(let labels, _) = targets { labels } else { [] }
    }
}
