/// The catalogue as a page of the documentation: `preflight catalogue` prints it, and a test holds
/// the committed page against it.
public enum CataloguePage {
    /// The whole page, in Markdown.
    public static func text(_ sections: [CatalogueSection]) -> String {
        """
        # Layers, losses and all other components

        Everything that an experiment file can name, with its keys. `preflight catalogue` prints
        this page from the code that reads the files; `preflight catalogue conv2d` one entry of it.

        \(sections.map(text(of:)).joined(separator: "\n"))
        """
    }

    /// One section with all of its components.
    public static func text(of section: CatalogueSection) -> String {
        let components = section.components.map(text(of:)).joined(separator: "\n")
        let note =
            section.path == "checks"
            ? " The word `off` in place of the keys leaves a check out. Beside it, "
                + "`accept: {check: why}` names checks whose findings are known: one that failed "
                + "or warned is reported with the reason, and counts for nothing."
            : ""
        return "## \(section.title)\n\nWritten at `\(section.path)`.\(note)\n\n\(components)"
    }

    /// One component: its name, what it does, and its keys.
    public static func text(of component: CatalogueSection.Component) -> String {
        var lines = ["### \(component.name)", "", component.summary]
        if !component.aliases.isEmpty {
            lines[2] += " Also: \(component.aliases.map { "`\($0)`" }.joined(separator: ", "))."
        }
        if let shorthand = component.shorthand {
            lines[2] += " A bare value is its `\(shorthand)`."
        }
        lines.append("")
        lines += component.keys.flatMap { self.lines(of: $0, indent: "") }
        if !component.keys.isEmpty { lines.append("") }
        return lines.joined(separator: "\n")
    }

    private static func lines(of key: CatalogueSection.Key, indent: String) -> [String] {
        let standard =
            key.isRequired ? "required" : key.standard.map { "default \($0)" } ?? "optional"
        let line = "\(indent)- `\(key.name)` (\(standard)): \(key.meaning); \(key.values)."
        return [line] + key.keys.flatMap { lines(of: $0, indent: indent + "  ") }
    }
}
