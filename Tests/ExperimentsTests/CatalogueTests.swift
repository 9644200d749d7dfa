import Experiments
import Foundation
import Testing

@Suite struct CatalogueTests {
    static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/PreflightCommand/PreflightCommand.docc/Catalogue.md")

    @Test func `the committed page is what the code says`() throws {
        if ProcessInfo.processInfo.environment["PREFLIGHT_RECORD_GOLDENS"] == "1" {
            try Data(CataloguePage.text.utf8).write(to: Self.page)
            Issue.record("recorded the page: run again without PREFLIGHT_RECORD_GOLDENS")
            return
        }
        let committed = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(
            committed == CataloguePage.text,
            "the page differs: write it anew with `preflight catalogue`")
    }

    @Test func `every component and every key says what it does`() {
        for component in CatalogueSection.all.flatMap(\.components) {
            #expect(component.summary.count > 5 && component.summary.hasSuffix("."))
            for key in component.keys.flatMap({ [$0] + $0.keys }) {
                #expect(key.meaning.count > 5, "\(component.name).\(key.name)")
                #expect(!key.meaning.hasSuffix("."), "\(component.name).\(key.name)")
                #expect(!key.values.isEmpty)
            }
        }
    }

    @Test(arguments: CatalogueSection.all)
    func `every listed key is read, and no other`(section: CatalogueSection) throws {
        for component in section.components {
            let required = component.keys.filter(\.isRequired).map { ($0.name, Self.value($0)) }
            for key in component.keys {
                let given = required.filter { $0.0 != key.name } + [(key.name, Self.value(key))]
                let errors = Self.errors(section, component, given)
                #expect(!errors.contains("key"), "\(component.name): \(errors)")
                #expect(!errors.contains("allowed: a"), "\(component.name): \(errors)")
                let wrong = Self.errors(section, component, required + [(key.name, "{zz: 1}")])
                #expect(wrong.contains(key.name), "\(component.name).\(key.name) is not looked at")
            }
            let unknown = Self.errors(section, component, required + [("zz", "1")])
            #expect(unknown.contains("unknown key \"zz\""), "\(component.name): \(unknown)")
            #expect(!unknown.contains("(allowed: )"), "\(component.name): \(unknown)")
        }
    }

    @Test func `a name is found by itself, by its alias and by another tool's word`() {
        #expect(CatalogueSection.components(named: "mse").map(\.name) == ["mean-squared-error"])
        #expect(CatalogueSection.components(named: "constant").count == 2)
        #expect(CatalogueSection.components(named: "dense").isEmpty)
        #expect(CatalogueSection.nearest(to: "dense") == "linear")
        #expect(CatalogueSection.nearest(to: "conv2") == "conv2d")
    }

    /// What the parser says of a file in which the component stands with these keys.
    private static func errors(
        _ section: CatalogueSection, _ component: CatalogueSection.Component,
        _ keys: [(String, String)]
    ) -> String {
        let mapping = "{\(keys.map { "\($0): \($1)" }.joined(separator: ", "))}"
        let text = file(at: section.path, component: component.name, mapping: mapping)
        do {
            _ = try ExperimentFile(text: text, path: "f")
            return ""
        } catch {
            return "\(error)"
        }
    }

    private static func file(at place: String, component: String, mapping: String) -> String {
        let npz = "format: npz, path: a.npz, inputs: a, targets: b, classes: 2"
        var parts = [
            "loss": "mse", "optimizer": "adam", "schedule": "constant", "data": "{\(npz)}",
            "training": "{epochs: 1, batch-size: 2}", "model": "relu",
            "distillation": "{teacher: {model: [tanh], weights: w}}",
        ]
        let entry = "\(component): \(mapping)"
        switch place {
        case "data", "training", "distillation": parts[place] = mapping
        case "model": parts[place] = entry
        case "data.augment": parts["data"] = "{\(npz), augment: [{\(entry)}]}"
        case "initializer, bias-initializer":
            parts["model"] = "linear: {features: 2, initializer: {\(entry)}}"
        default: parts[place] = "{\(entry)}"
        }
        func part(_ name: String) -> String { parts[name] ?? "" }
        return """
            experiment: keys
            data: \(part("data"))
            model:
              - \(part("model"))
            loss: \(part("loss"))
            distillation: \(part("distillation"))
            optimizer: \(part("optimizer"))
            schedule: \(part("schedule"))
            training: \(part("training"))
            """
    }

    /// A value that the key should take, by the words that say what it takes.
    private static func value(_ key: CatalogueSection.Key) -> String {
        let words = key.values
        let number = words.firstMatch(of: /from (-?\d+)/).map { String($0.1) }
        let inner = key.keys.filter(\.isRequired).map { "\($0.name): \(value($0))" }
        return switch true {
        case words.hasPrefix("{"): "{\(inner.joined(separator: ", "))}"
        case words == "true or false": "true"
        case words == "a list of layers": "[tanh]"
        case words.hasPrefix("[features]"): "[8, 8, 1]"
        case words.hasPrefix("a list of random-crop"): "[horizontal-flip]"
        case words.hasPrefix("a list of branches"): "[[tanh], [relu]]"
        case words.hasPrefix("a list of 1 or more integers"): "[\(number ?? "?")]"
        case words.hasPrefix("a list of 2 numbers"): "[0.5, 0.5]"
        case words.hasPrefix("an integer"): number ?? "?"
        case words.hasPrefix("a number"): "0.5"
        case words.contains("pytorch-default"): "he"
        default: String(words.prefix { $0 != "," })
        }
    }
}
