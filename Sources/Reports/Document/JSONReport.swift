public import Foundation
internal import Jobs

/// The bytes of `report.json`.
public enum JSONReport {
    /// Encodes `report` with sorted keys over several lines: equal reports give equal bytes.
    public static func encode(_ report: Report) throws -> Data {
        try CanonicalJSON.encodePretty(report)
    }

    /// Reads a report back.
    ///
    /// - Throws: `ReportError` where the bytes are no report of this schema.
    public static func decode(_ bytes: Data) throws -> Report {
        let report: Report
        do {
            report = try CanonicalJSON.decode(Report.self, from: bytes)
        } catch {
            throw ReportError.unreadable("\(error)")
        }
        guard report.schema == Report.currentSchema else {
            throw ReportError.schema(found: report.schema)
        }
        return report
    }
}
