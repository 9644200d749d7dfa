import Foundation
import Jobs
import Testing

struct TreePathTests {
    @Test func `a plan's jobs stand right behind the job that planned them`() throws {
        let paths = ["0", "2", "2.0", "2.0.11", "2.1", "2.10", "10", "10.0"]
        let read = try paths.map { try #require(TreePath(text: $0)) }
        #expect(read.reversed().sorted().map(\.text) == paths)
        #expect(TreePath(2).child(0).child(11) == read[3] && read[3].parent == read[2])
        #expect(read[0].parent == nil)
    }

    @Test(arguments: ["", ".", "1.", "-1", "01", "+1", "1..2", "a", " 1", "99999999999999999999"])
    func `nothing else is a path`(text: String) {
        #expect(TreePath(text: text) == nil)
        let json = #"["\#(text)"]"#
        #expect(throws: (any Error).self) {
            try CanonicalJSON.decode([TreePath].self, from: Data(json.utf8))
        }
    }
}
