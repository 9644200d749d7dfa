import Experiments
import Jobs
import Testing

@Suite struct TourTests {
    static let tour = """
        experiment: digits-cnn
        data:
          format: npz                      # idx, cifar10, npz, csv, text, synthetic
          path: digits.npz                 # relative to this file
          inputs: images
          targets: labels
          classes: 10
          validation: 0.2
          normalize: standard
        parameters:
          learning-rate: {default: 1e-3, search: {log-uniform: [1e-5, 1e-1]}}
          dropout:       {default: 0.1,  search: {uniform: [0, 0.5]}}
          width:         {default: 32,   search: {choice: [16, 32, 64]}}
        model:
          - conv2d: {filters: "${width}", kernel: 3, padding: 1}
          - relu
          - max-pool2d: 2
          - flatten
          - dropout: "${dropout}"
          - linear: 10
        loss: cross-entropy
        optimizer: {adamw: {learning-rate: "${learning-rate}", weight-decay: 0.01}}
        schedule: {cosine: {warmup-steps: 50}}
        training: {epochs: 10, batch-size: 32, clip-norm: 1.0}
        search: {trials: 60, metric: validation-accuracy, goal: maximize}
        seed: 42
        """

    @Test func `the language's tour becomes a specification`() throws {
        let file = try ExperimentFile(text: Self.tour, path: "tour.yaml")
        let found = try file.specification()
        #expect(found.name == "digits-cnn")
        #expect(found.seed == 42)
        #expect(
            found.data
                == DataSpecification(
                    format: "npz", path: "digits.npz", inputs: ["images"], targets: ["labels"],
                    classes: 10, validation: .fraction(0.2), normalization: .standard))
        #expect(
            found.model.map(\.kind)
                == ["conv2d", "relu", "max-pool2d", "flatten", "dropout", "linear"])
        #expect(
            found.model[0].settings == [
                "filters": .scalar(.integer(32)), "kernel": .scalar(.integer(3)),
                "stride": .scalar(.integer(1)), "padding": .scalar(.integer(1)),
                "dilation": .scalar(.integer(1)), "groups": .scalar(.integer(1)),
                "bias": .scalar(.flag(true)), "frozen": .scalar(.flag(false)),
                "initializer": .component(ComponentSpecification(kind: "he")),
            ])
        #expect(found.optimizer.settings["learning-rate"] == .scalar(.real(1e-3)))
        #expect(found.schedule.settings["warmup-steps"] == .scalar(.integer(50)))
        #expect(found.training == TrainingSpecification(epochs: 10, batchSize: 32, clipNorm: 1))
        #expect(file.dataPaths == ["digits.npz"])
        #expect(file.warnings == [])
    }

    @Test func `the search section becomes a plan`() throws {
        let file = try ExperimentFile(text: Self.tour, path: "tour.yaml")
        #expect(
            file.searchPlan
                == SearchPlan(
                    space: [
                        .init(
                            name: "learning-rate",
                            distribution: .logUniform(low: 1e-5, high: 1e-1)),
                        .init(name: "dropout", distribution: .uniform(low: 0, high: 0.5)),
                        .init(
                            name: "width",
                            distribution: .choice([.integer(16), .integer(32), .integer(64)])),
                    ],
                    trials: .random(60),
                    defaults: [
                        "learning-rate": .real(1e-3), "dropout": .real(0.1), "width": .integer(32),
                    ], metric: "validation-accuracy", goal: .maximize))
    }

    @Test func `a trial's values replace the defaults`() throws {
        let file = try ExperimentFile(text: Self.tour, path: "tour.yaml")
        let found = try file.specification(["width": .real(64), "dropout": .real(0.25)])
        #expect(found.model[0].settings["filters"] == .scalar(.integer(64)))
        #expect(found.model[4].settings["rate"] == .scalar(.real(0.25)))
        #expect(
            found.parameters == [
                "width": .integer(64), "dropout": .real(0.25), "learning-rate": .real(1e-3),
            ])
        #expect(found.optimizer == file.defaults.optimizer)
    }

    @Test func `a value that is not allowed is refused where it would stand`() throws {
        let file = try ExperimentFile(text: Self.tour, path: "tour.yaml")
        #expect {
            try file.specification(["dropout": .integer(1), "with": .integer(1)])
        } throws: { error in
            "\(error)" == """
                tour.yaml: unknown parameter "with"; did you mean "width"? (parameters: \
                learning-rate, dropout, width)
                tour.yaml:19:14: model[4].dropout: found 1 (the value of ${dropout}); allowed: a \
                number of at least 0 and below 1
                """
        }
    }

    @Test func `layers are checked against the shape of the data`() throws {
        let file = try ExperimentFile(text: Self.tour, path: "tour.yaml")
        try file.checkShapes(inputShape: [8, 8, 1])
        #expect { try file.checkShapes(inputShape: [64]) } throws: { error in
            "\(error)" == """
                tour.yaml:15:5: model[0].conv2d: takes images [height, width, channels], but its \
                input is [64]
                """
        }
    }

    @Test func `a specification survives encoding`() throws {
        for text in [Self.tour, WrongFile.sound] {
            let found = try ExperimentFile(text: text, path: "f").specification()
            let bytes = try CanonicalJSON.encode(found)
            #expect(try CanonicalJSON.decode(ExperimentSpecification.self, from: bytes) == found)
        }
    }
}
