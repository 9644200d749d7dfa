import Checks
import Components
import Experiments
import Testing

/// A sound experiment file with one edit that makes it wrong, and all that must be said about it.
struct WrongFile: CustomTestStringConvertible {
    let edit: String
    let replacement: String
    let messages: [String]

    /// - Parameters:
    ///   - edit: a part of `WrongFile.sound`.
    ///   - messages: one a line, without the file's name.
    init(_ edit: String, _ replacement: String, _ messages: String) {
        self.edit = edit
        self.replacement = replacement
        self.messages = messages.split(separator: "\n").map(String.init)
    }

    var text: String { Self.sound.replacing(edit, with: replacement, maxReplacements: 1) }
    var testDescription: String { replacement }

    static let sound = """
        experiment: mlp
        data:
          format: npz
          path: digits.npz
          inputs: images
          targets: labels
          classes: 10
          shape: [8, 8, 1]
        parameters:
          rate: {default: 0.1, search: {log-uniform: [1e-4, 1]}}
          width: {default: 32, search: {choice: [16, 32]}}
        model:
          - conv2d: {filters: 4, kernel: 3}
          - relu
          - flatten
          - linear: "${width}"
          - linear: 10
        loss: cross-entropy
        optimizer: {sgd: {learning-rate: "${rate}"}}
        training: {epochs: 3, batch-size: 32}
        search: {trials: 4}
        """
}

/// Reads `text` and returns what is wrong with it, one message each, without the file's name.
/// Lists of all kinds of something, which grow, read `@layers`, `@losses`, `@losses-of-classes`,
/// `@formats` and `@checks`.
func messages(about text: String, companion: ExperimentFile.Companion? = nil) -> [String] {
    do throws(ExperimentErrors) {
        _ = try ExperimentFile(
            text: text, path: "f", checks: CheckRegistry.stock.descriptions, companion: companion)
        return []
    } catch {
        return error.errors.map {
            String("\($0)".dropFirst(2))
                .replacing(/linear, conv2d, [-a-z0-9, ]+/, with: "@layers")
                .replacing(/cross-entropy, [-a-z, ]+, kl-divergence, [-a-z, ]+/, with: "@losses")
                .replacing(
                    /cross-entropy, [-a-z, ]+, multi-margin[-a-z, ]*/, with: "@losses-of-classes"
                )
                .replacing(/idx, npz, [-a-z0-9, ]+/, with: "@formats")
                .replacing(/schema, labels, [-a-z0-9, ]+/, with: "@checks")
        }
    }
}
