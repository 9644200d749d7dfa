internal import Mustache

/// `report.html`: one page that needs nothing but itself, readable from a file, on a phone, in
/// light and dark, and without a script.
public enum HTMLReport {
    /// Returns the page of `report`; the same report gives the same page.
    ///
    /// - Parameter execution: adds a section on hosts, attempts and times, where it is known.
    public static func page(_ report: Report, execution: ExecutionReport? = nil) -> String {
        let view = PageView(report, execution: execution)
        guard let page = library.render(view, withTemplate: "page") else {
            fatalError("The page's template is missing from its library.")
        }
        return page
    }

    private static let library: MustacheLibrary = {
        var library = MustacheLibrary()
        for (name, text) in PageTemplates.all {
            do {
                try library.register(text, named: name)
            } catch {
                fatalError("The template \(name) does not parse: \(error)")
            }
        }
        return library
    }()
}
