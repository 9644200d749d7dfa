internal import Foundation

extension FileHandle {
    /// Writes a line for people. One that can't be written (a closed pipe, a full disk) ends no
    /// run: what counts goes to the reports.
    func say(_ line: String) { show("\(line)\n") }

    /// Writes words as they are.
    func show(_ words: String) { try? write(contentsOf: Data(words.utf8)) }
}
