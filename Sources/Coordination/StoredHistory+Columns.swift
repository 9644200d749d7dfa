internal import Foundation
internal import Jobs
internal import Scheduling

/// How a job ended, in the words of the store's columns.
extension StoredHistory.Ending {
    var columns: (ending: String, detail: String?, plan: Data?) {
        get throws {
            switch self {
            case .result(let failedCheck): ("result", failedCheck, nil)
            case .plan(let jobs): ("plan", nil, try CanonicalJSON.encode(jobs))
            case .failure(let kind): ("failure", kind.rawValue, nil)
            }
        }
    }

    /// - Throws: `WireError` where the columns say nothing that can be understood.
    init(ending: String, detail: String?, plan: Data?) throws {
        switch ending {
        case "result":
            self = .result(failedCheck: detail)
        case "plan":
            guard let plan else { throw WireError("a plan has no jobs") }
            self = .plan(try CanonicalJSON.decode([PlannedJob].self, from: plan))
        case "failure":
            guard let kind = detail.flatMap(Failure.Kind.init(rawValue:)) else {
                throw WireError("a record has the unknown failure \"\(detail ?? "")\"")
            }
            self = .failure(kind)
        default:
            throw WireError("a record has the unknown ending \"\(ending)\"")
        }
    }
}
