public import ArgumentParser
public import Checks
internal import Reports

/// Which checks run, and how their findings count.
struct CheckChoice: ParsableArguments {
    @Option(
        help:
            "Run only these checks (comma-separated, * ? [a-c]), also where the file has them off."
    )
    var only: String?

    @Option(help: "Leave these checks out (comma-separated, * ? [a-c]).")
    var skip: String?

    @Flag(help: "Count warnings as failures.")
    var strict = false

    @Flag(help: "End the run at the first failure, in the order of the report.")
    var stopAtFirst = false

    var onlyNames: [String] { Self.names(only) }
    var skipNames: [String] { Self.names(skip) }

    func rules(accepting accepted: [String: String] = [:]) -> ReportRules {
        ReportRules(accepted: accepted, isStrict: strict, stopsAtFirst: stopAtFirst)
    }

    func validate() throws {
        if only != nil, onlyNames.isEmpty { throw ValidationError("--only names no check") }
    }

    static func names(_ list: String?) -> [String] {
        (list ?? "").split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }
}

extension CheckSuite: ExpressibleByArgument {}
