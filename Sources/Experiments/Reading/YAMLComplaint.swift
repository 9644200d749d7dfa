internal import Components
internal import Yams

/// Says in plain words what libyaml could not read.
enum YAMLComplaint {
    /// Returns the message and the place of an error that Yams threw while reading `text`.
    static func explain(_ error: any Error, in text: String) -> (message: String, place: Place) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            if problem.contains("another document") {
                return (
                    "an experiment file is one document: remove this \"---\" and the rest",
                    mark.place
                )
            }
            let message = "this is not YAML: \(problem)\(circumstance(context))\(hint(problem))"
            return (message, mark.place)
        case .reader(let problem, let offset, _, _):
            let place = offset.map { Self.place(of: $0, in: text) } ?? .none
            return ("this is not YAML: \(problem)", place)
        default:
            return ("this is not YAML: \(error)", .none)
        }
    }

    private static func circumstance(_ context: YamlError.Context?) -> String {
        context.map { " \($0.text) that began on line \($0.mark.line)" } ?? ""
    }

    private static func hint(_ problem: String) -> String {
        if problem.contains("mapping values are not allowed") {
            return "; is the line indented too far, or does a text with \": \" lack quotes?"
        }
        if problem.contains("expected ',' or") || problem.contains("expected <block end>")
            || problem.contains("did not find expected key")
        {
            return "; is a bracket or a quote left open, or a line indented differently?"
        }
        if problem.contains("could not find expected ':'") {
            return "; is there a space after the \":\" of each key?"
        }
        if problem.contains("undefined alias") {
            return "; an alias \"*name\" needs an anchor \"&name\" above it, and a text that "
                + "begins with \"*\" needs quotes"
        }
        return ""
    }

    private static func place(of offset: Int, in text: String) -> Place {
        var place = Place(line: 1, column: 1)
        for character in text.prefix(offset) {
            if character.isNewline {
                place = Place(line: place.line + 1, column: 1)
            } else {
                place.column += character.unicodeScalars.count
            }
        }
        return place
    }
}
