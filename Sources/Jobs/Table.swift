/// Rows of words that a report sets out in columns, such as a network's layers with their shapes.
public struct Table: Hashable, Sendable, Codable {
    /// What the table shows, above it.
    public var name: String
    public var columns: [String]
    /// Each row has one cell per column.
    public var rows: [[String]]

    public init(name: String, columns: [String], rows: [[String]]) {
        self.name = name
        self.columns = columns
        self.rows = rows
    }
}
