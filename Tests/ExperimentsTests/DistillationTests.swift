import Datasets
import Experiments
import Foundation
import Jobs
import Networks
import Randomness
import Tensors
import Testing
import Training

/// A teacher from the file to its network.
@Suite struct DistillationTests {
    private static let teacher = "[{linear: 5}, batch-norm, relu, {linear: 3}]"

    /// A folder with a table, an experiment on it, and a teacher's weights as `preflight train`
    /// would write them.
    private struct Scene {
        let folder: URL
        let teacher: Network

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let rows = (0..<20).map { "\($0 % 7),\($0 % 5),\($0 % 3)" }
            try Data("a,b,y\n\(rows.joined(separator: "\n"))\n".utf8)
                .write(to: folder.appending(path: "t.csv"))
            let own = try ExperimentFile(
                text: Self.text("model: \(DistillationTests.teacher)"), path: "teacher")
            teacher = own.defaults.network(inputShape: [2]) {
                RandomKey(seed: 9, job: "train", purpose: $0)
            }
            try write(teacher.weightsFile())
        }

        func write(_ weights: Data) throws {
            try weights.write(to: folder.appending(path: "teacher.safetensors"))
        }

        static func text(_ rest: String) -> String {
            """
            experiment: e
            data: {format: csv, path: t.csv, targets: y, classes: 3}
            loss: cross-entropy
            optimizer: {sgd: {learning-rate: 0.1}}
            training: {epochs: 1, batch-size: 2}
            \(rest)
            """
        }

        func student(
            _ model: String = DistillationTests.teacher, weights: String = "teacher.safetensors"
        ) throws -> (file: ExperimentFile, files: ExperimentFiles) {
            let file = try ExperimentFile(
                text: Self.text(
                    """
                    model: [linear: 3]
                    distillation:
                      teacher: {model: \(model), weights: \(weights)}
                      temperature: "${t}"
                    parameters: {t: {default: 4, search: {uniform: [1, 8]}}}
                    """), path: "student")
            return (file, try ExperimentFiles(of: file, in: folder))
        }

        /// What is wrong with a teacher of these layers.
        func problem(_ model: String = DistillationTests.teacher) throws -> String {
            let (file, files) = try student(model)
            do {
                _ = try file.defaults.teacher(inputShape: [2], files: files)
                return ""
            } catch {
                return "\(error)"
            }
        }
    }

    @Test func `the teacher has the weights of its file, and the student's network is its own`()
        throws
    {
        let scene = try Scene()
        let (file, files) = try scene.student()
        #expect(file.dataPaths == ["t.csv", "teacher.safetensors"])
        let found = try #require(try file.defaults.teacher(inputShape: [2], files: files))
        let inputs = Tensor([1, 2, 3, 4], shape: [2, 2])
        #expect(found(inputs).scalars == scene.teacher(inputs).scalars)
        #expect(file.defaults.teacherOutputShape(inputShape: [2]) == [3])
        let student = file.defaults.network(inputShape: [2]) {
            RandomKey(seed: 1, job: "", purpose: $0)
        }
        #expect(student.parameters.map(\.name) == ["0.weight", "0.bias"])
        let bytes = try CanonicalJSON.encode(file.defaults)
        let read = try CanonicalJSON.decode(ExperimentSpecification.self, from: bytes)
        #expect(read == file.defaults)
    }

    @Test func `a trial may have another temperature`() throws {
        let file = try Scene().student().file
        let settings = try #require(file.defaults.distillation)
        #expect(settings.temperature == 4)
        #expect(settings.weight == 0.5)
        #expect(try file.specification(["t": .real(2)]).distillation?.temperature == 2)
    }

    @Test func `the rows held out are those of the same experiment without a teacher`() throws {
        let scene = try Scene()
        let (file, files) = try scene.student()
        let plain = try ExperimentFile(text: Scene.text("model: [linear: 3]"), path: "plain")
        let alone = try ExperimentFiles(of: plain, in: scene.folder)
        let with = try ExperimentData(file.defaults.data, seed: 3, files: files)
        let without = try ExperimentData(plain.defaults.data, seed: 3, files: alone)
        #expect(with.validation.inputs == without.validation.inputs)
        let other = try ExperimentData(plain.defaults.data, seed: 4, files: alone)
        #expect(other.validation.inputs != without.validation.inputs)
    }

    @Test func `weights that do not fit are refused by their name and shapes`() throws {
        let scene = try Scene()
        let prefix = "\"teacher.safetensors\" does not hold the teacher's weights: "
        #expect(try scene.problem() == "")
        #expect(
            try scene.problem("[{linear: 6}, batch-norm, relu, {linear: 3}]")
                == prefix + "tensor \"0.weight\": float32 of shape [5, 2], but the network's is "
                + "float32 of shape [6, 2]")
        #expect(
            try scene.problem("[{linear: 5}, relu, {linear: 3}]")
                == prefix + "header: there is no tensor \"2.weight\"")
        #expect(
            try scene.problem("[{linear: 5}, batch-norm]").hasSuffix(
                "tensor \"3.weight\": the network has no parameter of this name"))
        try scene.write(scene.teacher.weightsFile().dropLast())
        #expect(try scene.problem().hasPrefix(prefix))
        scene.teacher.parameters[0].parameter.value = .full([5, 2], .nan)
        try scene.write(scene.teacher.weightsFile())
        #expect(
            try scene.problem()
                == prefix + "tensor \"0.weight\": it holds numbers that are NaN or infinite")
    }

    @Test func `a missing file is named with its line`() throws {
        let scene = try Scene()
        do {
            _ = try scene.student(weights: "lost.safetensors")
            Issue.record("the file was not missed")
        } catch {
            let place = scene.folder.path(percentEncoded: false) + "/lost.safetensors"
            #expect(
                "\(error)" == "student:8:75: distillation.teacher.weights: the file "
                    + "\"lost.safetensors\" is not there (looked for \(place)); paths are relative "
                    + "to the experiment file")
        }
        try FileManager.default.removeItem(at: scene.folder.appending(path: "t.csv"))
        let error = #expect(throws: ExperimentErrors.self) { try scene.student() }
        #expect("\(try #require(error))".hasPrefix("student:2:27: data.path: the file \"t.csv\""))
    }
}
