internal import Datasets
internal import Foundation
public import Jobs
public import Networks
internal import Randomness
internal import Tensors
internal import Training

extension ExperimentSpecification {
    /// Builds the teacher's network with the weights of its file; nil where there is none.
    ///
    /// - Throws: `DataError` where the file is missing, `TeacherError` where it is damaged or holds
    ///   the weights of another network.
    public func teacher(inputShape: [Int], files: ExperimentFiles) throws -> Network? {
        guard let teacher = distillation?.teacher else { return nil }
        let contents = try files.contents(of: teacher.weights)
        let network = Network(
            LayerList(teacher.model).make(inputShape) {
                RandomKey(seed: seed, job: "teacher", purpose: "weights/\($0)")
            })
        do {
            let weights = try network.weights(file: Data(contents.bytes), path: teacher.weights)
            network.restore(weights)
        } catch {
            throw TeacherError(file: teacher.weights, part: error.part, problem: error.problem)
        }
        if let name = network.firstNonFinite(in: network.snapshot()) {
            throw TeacherError(
                file: teacher.weights, part: "tensor \"\(name)\"",
                problem: "it holds numbers that are NaN or infinite")
        }
        return network
    }
}
