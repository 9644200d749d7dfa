public import ArgumentParser
internal import Checks
internal import Experiments
internal import Foundation
internal import Jobs

/// `preflight catalogue [NAME]`
public struct CatalogueCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "List every layer, loss, optimizer, … of experiment files with its keys.")

    @Argument(help: "Show only this component, such as conv2d.")
    var name: String?

    @Flag(help: "Print JSON.")
    var json = false

    public init() {}

    public func run() throws {
        try ExitCodes.reporting {
            let sections = CatalogueSection.all(checks: CheckRegistry.stock.descriptions)
            guard let name else {
                return try show(sections) { CataloguePage.text(sections) }
            }
            let components = CatalogueSection.components(named: name, in: sections)
            guard !components.isEmpty else {
                let advice =
                    CatalogueSection.nearest(to: name, in: sections).map {
                        "did you mean \"\($0)\"?"
                    }
                    ?? "`preflight catalogue` lists all names"
                throw UsageError("the catalogue has no \"\(name)\"; \(advice)")
            }
            try show(components) {
                components.map(CataloguePage.text(of:)).joined(separator: "\n")
            }
        }
    }

    private func show(_ value: some Encodable, _ text: () -> String) throws {
        let bytes = json ? try CanonicalJSON.encodePretty(value) : Data(text().utf8)
        try FileHandle.standardOutput.write(contentsOf: bytes)
    }
}
