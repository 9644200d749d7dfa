public import Foundation
public import Networks
internal import Tensors

/// A network's weights as safetensors files, each parameter under its path.
extension Network {
    /// Returns the parameters as they are, running statistics included, as the bytes of a file.
    public func weightsFile() -> Data {
        SafetensorsFile.bytes(
            of: parameters.map { (name: $0.name, tensor: $0.parameter.value) },
            metadata: ["format": "preflight.weights/1"])
    }

    /// Reads the weights of a file of weights or of a checkpoint, for `restore`.
    ///
    /// - Parameter path: what errors call the file.
    /// - Throws: `CheckpointError` where the file is damaged, or not of a network like this one, or
    ///   where convolutions come from another program, whose order of axes is not known.
    public func weights(file data: Data, path: String) throws(CheckpointError) -> Snapshot {
        var reading = CheckpointReading(
            file: try SafetensorsFile(data, path: path), parameters: parameters)
        return try reading.weights()
    }
}
