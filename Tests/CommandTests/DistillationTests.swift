import Foundation
import Testing

/// The example of a teacher and its student, with the real executable.
@Suite(.serialized) struct DistillationTests {
    /// The example and its data in a folder of its own.
    private static func copy() throws -> String {
        let folder = try Preflight.temporaryFolder()
        for name in ["distillation", "digits"] {
            try FileManager.default.copyItem(
                atPath: Preflight.example(name), toPath: "\(folder)/\(name)")
        }
        try? FileManager.default.removeItem(atPath: "\(folder)/distillation/teacher")
        return folder + "/distillation/"
    }

    private static func edit(_ file: String, _ text: String, to other: String) throws {
        let found = try String(contentsOfFile: file, encoding: .utf8)
        try #require(found.contains(text))
        try found.replacing(text, with: other).write(
            toFile: file, atomically: true, encoding: .utf8)
    }

    private func accuracy(_ answer: Preflight.Answer) throws -> Double {
        let record = try JSONSerialization.jsonObject(with: answer.file("training.json"))
        let history = (record as? [String: Any])?["history"] as? [[String: Any]]
        let metrics = history?.last?["metrics"] as? [String: Double]
        return try #require(metrics?["validation-accuracy"])
    }

    @Test func `a student learns from its teacher, here and where the weights must travel`()
        throws
    {
        let folder = try Self.copy()
        let student = folder + "student.yaml"
        let early = try Preflight.run("check", student, "--workers", "1")
        #expect(early.status == 2)
        #expect(
            early.errors.contains(
                "student.yaml:23:14: distillation.teacher.weights: the file "
                    + "\"teacher/weights.safetensors\" is not there"), "\(early.errors)")

        let teacher = try Preflight.run(
            "train", folder + "teacher.yaml", "--output", folder + "teacher")
        #expect(teacher.status == 0, "\(teacher.errors)")
        let check = try Preflight.run("check", student, "--workers", "2")
        #expect(check.status == 0, "\(check.output) \(check.errors)")
        let trained = try Preflight.run("train", student)
        #expect(trained.status == 0, "\(trained.errors)")
        #expect(try accuracy(trained) > 0.93)
        let weights = try trained.file("weights.safetensors")
        #expect(weights.count < 8000, "the teacher's numbers are not among the student's")

        let search = ["search", student, "--trials", "6"]
        let expected = try Preflight.run(search + ["--workers", "2"])
        #expect(expected.status == 0, "\(expected.errors)")
        let cluster = try Cluster(workers: 2)
        defer { cluster.stop() }
        let apart = try Preflight.run(search + ["--coordinator", cluster.address])
        #expect(apart.status == 0, "\(apart.errors)")
        #expect(try apart.file("report.json") == expected.file("report.json"))
        let checkApart = try Preflight.run("check", student, "--coordinator", cluster.address)
        #expect(checkApart.status == 0, "\(checkApart.errors)")
        #expect(try checkApart.file("report.json") == check.file("report.json"))

        try other(folder, student, trained)
    }

    /// The commands that work here, and what is refused, once the teacher is trained.
    private func other(
        _ folder: String, _ student: String, _ trained: Preflight.Answer
    ) throws {
        let summary = try Preflight.run("summary", student)
        #expect(summary.output.contains("not counted: the teacher, whose 5"), "\(summary.output)")
        let profile = try Preflight.run("profile", student, "--repeats", "2")
        #expect(profile.output.contains("teacher"), "\(profile.output) \(profile.errors)")
        let rates = try Preflight.run("learning-rates", student, "--steps", "20")
        #expect(rates.status == 0, "\(rates.errors)")
        let judged = try Preflight.run(
            "evaluate", student, "--weights", trained.folder + "/weights.safetensors")
        #expect(judged.status == 0, "\(judged.errors)")

        try Self.edit(student, "filters: 32", to: "filters: 16")
        let wrong = try Preflight.run("check", student)
        #expect(wrong.status == 2)
        #expect(
            wrong.errors.contains(
                "distillation.teacher.weights: \"teacher/weights.safetensors\" does not hold the "
                    + "teacher's weights: tensor \"0.weight\": float32 of shape [32, 3, 3, 1], but "
                    + "the network's is float32 of shape [16, 3, 3, 1]"), "\(wrong.errors)")
    }

    @Test func `a training goes on only with the same teacher`() throws {
        let folder = try Self.copy()
        let (teacher, student) = (folder + "teacher.yaml", folder + "student.yaml")
        try Self.edit(teacher, "epochs: 10", to: "epochs: 1")
        for output in ["teacher", "other"] {
            let seed = output == "other" ? "1" : "42"
            let trained = try Preflight.run(
                "train", teacher, "--seed", seed, "--output", folder + output)
            #expect(trained.status == 0, "\(trained.errors)")
        }
        let part = try Preflight.run("train", student, "--stop-after", "2")
        #expect(part.status == 0, "\(part.errors)")
        let name = "weights.safetensors"
        try FileManager.default.removeItem(atPath: folder + "teacher/" + name)
        try FileManager.default.copyItem(
            atPath: folder + "other/" + name, toPath: folder + "teacher/" + name)
        let rest = try Preflight.run("train", student, "--resume", "--output", part.folder)
        #expect(rest.status == 2)
        #expect(rest.errors.contains("cannot go on"), "\(rest.errors)")
    }
}
