import Foundation
import Testing

/// The commands that work on one experiment in their own process.
@Suite(.serialized) struct LocalCommandTests {
    private let mlp = Preflight.example("digits/mlp.yaml")

    private func json(_ answer: Preflight.Answer) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8))
        return try #require(object as? [String: Any])
    }

    /// A short training of a small network with dropout, from a file of its own beside the data.
    private func experiment(
        _ training: String = "{epochs: 4, batch-size: 64, average-decay: 0.9, pruning: 0.5}",
        loss: String = "cross-entropy"
    ) throws -> String {
        let folder = try Preflight.temporaryFolder()
        let text = """
            experiment: small
            data:
              format: npz
              path: digits.npz
              inputs: images
              targets: labels
              classes: 10
              normalize: unit
              augment: [{random-crop: 1}]
            model: [{conv2d: {filters: 4, kernel: 3}}, relu, flatten, {dropout: 0.2}, {linear: 10}]
            loss: \(loss)
            optimizer: {sgd: {learning-rate: 0.1, momentum: 0.9}}
            training: \(training)
            """
        try FileManager.default.copyItem(
            atPath: Preflight.example("digits/digits.npz"), toPath: folder + "/digits.npz")
        try text.write(toFile: folder + "/small.yaml", atomically: true, encoding: .utf8)
        return folder + "/small.yaml"
    }

    @Test func `catalogue prints the page, one entry, JSON, or what was probably meant`() throws {
        let page = try Preflight.run("catalogue")
        let committed =
            Preflight.root
            + "Sources/PreflightCommand/PreflightCommand.docc/Catalogue.md"
        #expect(try page.output == String(contentsOfFile: committed, encoding: .utf8))
        let one = try Preflight.run("catalogue", "conv2d")
        #expect(one.status == 0)
        #expect(one.output.hasPrefix("### conv2d\n"))
        #expect(!one.output.contains("### linear"))
        let wrong = try Preflight.run("catalogue", "dense")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("did you mean \"linear\"?"), "\(wrong.errors)")
        let sections = try JSONSerialization.jsonObject(
            with: Data(try Preflight.run("catalogue", "--json").output.utf8))
        #expect((sections as? [Any])?.count == 10)
    }

    @Test func `summary shows every layer and the totals`() throws {
        let words = try Preflight.run("summary", mlp)
        #expect(words.status == 0, "\(words.errors)")
        #expect(words.output.contains("multiply-adds"))
        #expect(words.output.contains("memory of a training step"))
        let found = try json(try Preflight.run("summary", mlp, "--json"))
        let rows = try #require(found["rows"] as? [[String: Any]])
        let sum = rows.reduce(0) { $0 + ($1["parameters"] as? Int ?? 0) }
        #expect(found["parameters"] as? Int == sum)
        #expect(sum > 0)
        #expect(found["multiplyAdds"] as? Int ?? 0 > 0)
    }

    @Test func `profile measures every layer, the loss, the optimizer and the whole`() throws {
        let words = try Preflight.run("profile", mlp, "--repeats", "3")
        #expect(words.status == 0, "\(words.errors)")
        #expect(words.output.contains("samples a second"))
        let found = try json(try Preflight.run("profile", mlp, "--json", "--repeats", "3"))
        let paths = (found["rows"] as? [[String: Any]] ?? []).compactMap { $0["path"] as? String }
        #expect(paths.suffix(2) == ["loss", "optimizer"])
        #expect(found["stepSeconds"] as? Double ?? 0 > 0)
        #expect(try Preflight.run("profile", mlp, "--repeats", "0").status == 2)
    }

    @Test func `learning-rates raises the rate and suggests one`() throws {
        let words = try Preflight.run("learning-rates", mlp, "--steps", "60")
        #expect(words.status == 0, "\(words.errors)")
        #expect(words.output.contains("learning rate"))
        let found = try json(
            try Preflight.run("learning-rates", mlp, "--json", "--from", "1e-5", "--to", "1"))
        let rates = try #require(found["rates"] as? [Double])
        #expect(abs(rates[0] - 1e-5) < 1e-12)
        #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 < $1 })
        let suggestion = try #require(found["suggestion"] as? Double)
        let valleys = try #require(found["valleys"] as? [Double])
        #expect(valleys.count == 3)
        #expect(suggestion >= valleys.sorted()[1] / 11 && suggestion <= 11 * valleys.sorted()[1])
        #expect(try Preflight.run("learning-rates", mlp, "--from", "2", "--to", "1").status == 2)
    }

    @Test func `a training that is stopped and resumed is that which never stopped`() throws {
        let file = try experiment()
        let whole = try Preflight.run("train", file)
        #expect(whole.status == 0, "\(whole.errors)")
        let part = try Preflight.run("train", file, "--stop-after", "3", "--cores", "2")
        #expect(part.status == 0)
        #expect(part.output.contains("--resume"))
        #expect(try part.file("weights.safetensors") != whole.file("weights.safetensors"))
        let rest = try Preflight.run("train", file, "--resume", "--output", part.folder)
        #expect(rest.status == 0, "\(rest.errors)")
        for name in ["weights.safetensors", "checkpoint.safetensors", "training.json"] {
            #expect(try part.file(name) == whole.file(name), "\(name) differs")
        }
        let again = try Preflight.run("train", file, "--resume", "--output", part.folder)
        #expect(again.status == 0)
        #expect(try part.file("weights.safetensors") == whole.file("weights.safetensors"))
    }

    @Test func `a training killed in the middle goes on from its last epoch`() throws {
        let file = try experiment("{epochs: 40, batch-size: 8}")
        let folder = try Preflight.temporaryFolder()
        let running = try Preflight.start(["train", file, "--output", folder])
        let checkpoint = folder + "/checkpoint.safetensors"
        #expect(eventually { FileManager.default.fileExists(atPath: checkpoint) })
        running.send(SIGKILL)
        _ = running.wait()
        let rest = try Preflight.run("train", file, "--resume", "--output", folder)
        let whole = try Preflight.run("train", file)
        for name in ["weights.safetensors", "training.json"] {
            let found = try Data(contentsOf: URL(filePath: folder + "/" + name))
            #expect(try found == whole.file(name), "\(name) differs \(rest.errors)")
        }
    }

    @Test func `Ctrl-C ends a training after its epoch`() throws {
        let file = try experiment("{epochs: 10000, batch-size: 16}")
        let running = try Preflight.start(["train", file])
        let checkpoint = running.folder + "/checkpoint.safetensors"
        #expect(eventually { FileManager.default.fileExists(atPath: checkpoint) })
        running.send(SIGINT)
        let answer = running.wait()
        #expect(answer.status == 130, "\(answer.errors)")
        #expect(try !answer.file("weights.safetensors").isEmpty)
    }

    @Test func `another file is not gone on with, and wrong flags are named`() throws {
        let file = try experiment("{epochs: 1, batch-size: 64}")
        let done = try Preflight.run("train", file)
        #expect(done.status == 0, "\(done.errors)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing("epochs: 1", with: "epochs: 2")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let other = try Preflight.run("train", file, "--resume", "--output", done.folder)
        #expect(other.status == 2)
        #expect(other.errors.contains("the experiment file is another"), "\(other.errors)")
        #expect(try Preflight.run("train", file, "--stop-after", "0").status == 2)
        let over = try Preflight.run("train", file, "--output", done.folder)
        #expect(over.status == 2)
        #expect(over.errors.contains("holds a training already"), "\(over.errors)")
        let empty = try Preflight.temporaryFolder()
        let none = try Preflight.run("train", file, "--resume", "--output", empty)
        #expect(none.status == 2)
        #expect(none.errors.contains("training.json"))
    }

    @Test func `a training that never completed an epoch is begun again`() throws {
        let file = try experiment("{epochs: 1, batch-size: 64}")
        let done = try Preflight.run("train", file)
        for name in ["checkpoint.safetensors", "weights.safetensors"] {
            try FileManager.default.removeItem(atPath: done.folder + "/" + name)
        }
        let resumed = try Preflight.run("train", file, "--resume", "--output", done.folder)
        #expect(resumed.status == 2)
        #expect(resumed.errors.contains("begin it again without --resume"), "\(resumed.errors)")
        let again = try Preflight.run("train", file, "--output", done.folder)
        #expect(again.status == 0, "\(again.errors)")
        #expect(
            FileManager.default.fileExists(atPath: done.folder + "/weights.safetensors"))
    }

    @Test func `weights of another training are not written over`() throws {
        let file = try experiment("{epochs: 1, batch-size: 64}")
        let folder = try Preflight.temporaryFolder()
        try Data("precious".utf8).write(to: URL(filePath: folder + "/weights.safetensors"))
        let answer = try Preflight.run("train", file, "--output", folder)
        #expect(answer.status == 2)
        #expect(answer.errors.contains("is there already"), "\(answer.errors)")
    }

    @Test func `a training that becomes NaN says where and ends with 3`() throws {
        let file = try experiment("{epochs: 2, batch-size: 64}")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing("learning-rate: 0.1", with: "learning-rate: 1e36")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let answer = try Preflight.run("train", file)
        #expect(answer.status == 3, "\(answer.errors)")
        #expect(answer.output.contains("infeasible: "), "\(answer.output)")
        #expect(answer.output.contains("of epoch 1"))
        #expect(!answer.output.contains("-nan"))
    }

    @Test func `weights that held out other rows are judged with a warning`() throws {
        let file = try experiment("{epochs: 1, batch-size: 64}")
        let trained = try Preflight.run("train", file, "--seed", "7")
        let weights = trained.folder + "/weights.safetensors"
        let other = try Preflight.run("evaluate", file, "--weights", weights)
        #expect(other.status == 0)
        #expect(other.errors.contains("give --seed 7"), "\(other.errors)")
        let same = try Preflight.run("evaluate", file, "--weights", weights, "--seed", "7")
        #expect(same.errors == "", "\(same.errors)")
    }

    @Test func `evaluate judges weights as training did, ensembles, draws and pruned ones`() throws
    {
        let file = try experiment("{epochs: 2, batch-size: 64}")
        let trained = try Preflight.run("train", file)
        let record = try JSONSerialization.jsonObject(with: trained.file("training.json"))
        let history = (record as? [String: Any])?["history"] as? [[String: Any]]
        let metrics = try #require(history?.last?["metrics"] as? [String: Double])
        let weights = trained.folder + "/weights.safetensors"
        let answer = try Preflight.run(
            "evaluate", file, "--weights", weights, "--prune", "0.5", "--quantize", "int8",
            "--json")
        #expect(answer.status == 0, "\(answer.errors)")
        let judged = try forms(answer)
        #expect(judged.map { $0["form"] as? String } == ["as trained", "50 % pruned", "int8"])
        let plain = try #require(judged[0]["metrics"] as? [String: Double])
        #expect(plain["validation-accuracy"] == metrics["validation-accuracy"])
        #expect(plain["validation-loss"] == metrics["validation-loss"])
        #expect(judged[1]["sparsity"] as? Double ?? 0 >= 0.49)
        let pruned = try #require(judged[1]["metrics"] as? [String: Double])
        #expect(pruned["validation-loss"] != plain["validation-loss"])
        let rounded = try #require(judged[2]["metrics"] as? [String: Double])
        #expect(rounded["validation-loss"] != plain["validation-loss"])
        #expect(
            abs((rounded["validation-accuracy"] ?? 9) - (plain["validation-accuracy"] ?? 0)) < 0.05)
        let bytes = judged.compactMap { $0["weightBytes"] as? Int }
        #expect(bytes.count == 3 && bytes[2] < bytes[0])
        let checkpoint = trained.folder + "/checkpoint.safetensors"
        let both = try Preflight.run(
            "evaluate", file, "--weights", weights, "--weights", checkpoint, "--draws", "3",
            "--json")
        #expect(both.status == 0, "\(both.errors)")
        let drawn = try #require(try forms(both)[0]["metrics"] as? [String: Double])
        #expect(drawn["validation-loss"] != plain["validation-loss"])
        #expect(abs((drawn["validation-loss"] ?? 9) - (plain["validation-loss"] ?? 0)) < 1)
    }

    @Test func `evaluate shows every metric with its interval, and writes a page`() throws {
        let file = try experiment("{epochs: 2, batch-size: 64}")
        let weights = try Preflight.run("train", file).folder + "/weights.safetensors"
        let folder = try Preflight.temporaryFolder() + "/report"
        let words = try Preflight.run("evaluate", file, "--weights", weights, "--output", folder)
        #expect(words.status == 0, "\(words.errors)")
        #expect(words.output.contains("Confusion matrix"), "\(words.output)")
        #expect(words.output.contains("most often confused: "), "\(words.output)")
        #expect(words.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
        let page = try String(contentsOfFile: folder + "/report.html", encoding: .utf8)
        #expect(page.contains("confusion matrix: down the class"))
        #expect(FileManager.default.fileExists(atPath: folder + "/report.md"))
        let one = try Preflight.run("evaluate", file, "--weights", weights, "--json")
        let two = try Preflight.run(
            "evaluate", file, "--weights", weights, "--json", "--cores", "2")
        #expect(one.output == two.output)
        let judged = try forms(one)[0]
        let metrics = try #require(judged["metrics"] as? [String: Double])
        let intervals = try #require(judged["intervals"] as? [String: [Double]])
        #expect(Set(metrics.keys) == Set(intervals.keys) && metrics.count == 6)
        let counts = try #require(judged["confusion"] as? [[Int]])
        #expect(counts.flatMap { $0 }.reduce(0, +) == judged["rows"] as? Int)
        #expect((judged["classes"] as? [[String: Any]])?.count == 10)
    }

    @Test func `a metric that has no value on these rows is refused at its line`() throws {
        let folder = try Preflight.temporaryFolder()
        let rows = (0..<40).map { "\(Double($0) / 7),\(Double($0 % 5)),0" }
        try Data((["a,b,c"] + rows).joined(separator: "\n").utf8)
            .write(to: URL(filePath: folder + "/one.csv"))
        let text = """
            experiment: one
            data: {format: csv, path: one.csv, targets: c, classes: 2}
            parameters: {rate: {default: 0.1, search: {uniform: [0.01, 1]}}}
            model: [{linear: 2}]
            loss: cross-entropy
            optimizer: {sgd: {learning-rate: "${rate}"}}
            training: {epochs: 1, batch-size: 8}
            search: {trials: 2, metric: validation-auc}
            """
        let file = folder + "/one.yaml"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let refused = try Preflight.run("search", file)
        #expect(refused.status == 2)
        #expect(
            refused.errors.contains(
                "8:29: search.metric: validation-auc has no value here: all 8 validation rows are "
                    + "of class 0"), "\(refused.errors)")
        try text.replacing("validation-auc", with: "validation-f1")
            .write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try Preflight.run("search", file).status == 0)
    }

    private func forms(_ answer: Preflight.Answer) throws -> [[String: Any]] {
        let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8))
        return try #require(object as? [[String: Any]])
    }

    @Test func `weights of another network are refused with the tensor's name`() throws {
        let file = try experiment("{epochs: 1, batch-size: 64}")
        let trained = try Preflight.run("train", file)
        let weights = trained.folder + "/weights.safetensors"
        let wrong = try Preflight.run("evaluate", mlp, "--weights", weights)
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("tensor \""), "\(wrong.errors)")
        let lost = try Preflight.run("evaluate", mlp, "--weights", weights + "x")
        #expect(lost.status == 2)
        #expect(lost.errors.contains("cannot read"), "\(lost.errors)")
        let still = try Preflight.run("evaluate", mlp, "--weights", weights, "--draws", "2")
        #expect(still.status == 2)
        var bytes = try Data(contentsOf: URL(filePath: weights))
        bytes.replaceSubrange(bytes.count - 4..<bytes.count, with: [0, 0, 0xc0, 0x7f])
        try bytes.write(to: URL(filePath: weights))
        let wild = try Preflight.run("evaluate", file, "--weights", weights)
        #expect(wild.status == 2)
        #expect(wild.errors.contains("NaN or infinite"), "\(wild.errors)")
        try Data("nonsense".utf8).write(to: URL(filePath: weights))
        let damaged = try Preflight.run("evaluate", file, "--weights", weights)
        #expect(damaged.status == 2)
        #expect(damaged.errors.contains("weights.safetensors: "), "\(damaged.errors)")
    }
}
