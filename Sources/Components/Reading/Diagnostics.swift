/// Collects what is wrong with one file while it is being read, so that all of it is said at once.
package final class Diagnostics {
    package let file: String
    package private(set) var errors: [ExperimentError] = []
    package private(set) var warnings: [ExperimentError] = []

    package init(file: String) {
        self.file = file
    }

    package func fail(_ message: String, at place: Place, path: String = "") {
        add(message, place, path, to: &errors)
    }

    package func warn(_ message: String, at place: Place, path: String = "") {
        add(message, place, path, to: &warnings)
    }

    /// - Throws: `ExperimentErrors` with all errors so far, where there is one.
    package func throwIfFailed() throws(ExperimentErrors) {
        if !errors.isEmpty { throw ExperimentErrors(Self.sorted(errors)) }
    }

    package static func sorted(_ errors: [ExperimentError]) -> [ExperimentError] {
        errors.enumerated().sorted {
            ($0.element.line, $0.element.column, $0.offset)
                < ($1.element.line, $1.element.column, $1.offset)
        }.map(\.element)
    }

    private func add(
        _ message: String, _ place: Place, _ path: String, to list: inout [ExperimentError]
    ) {
        let error = ExperimentError(
            file: file, line: place.line, column: place.column, keyPath: path, message: message)
        if !list.contains(error) { list.append(error) }
    }
}
