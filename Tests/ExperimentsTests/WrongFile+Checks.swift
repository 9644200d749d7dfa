extension WrongFile {
    private static func edited(_ section: String, _ messages: String) -> WrongFile {
        WrongFile("search: {trials: 4}", "checks: \(section)", messages)
    }

    /// What a file may not say of checks.
    static let checks: [WrongFile] = [
        edited("{initial-loss: {fail-above: 3, warn-above: 0}, label-permutation: off}", ""),
        edited("{shapes: off}", ""),
        edited(
            "{inital-loss: off}",
            """
            21:10: checks: unknown check "inital-loss"; did you mean "initial-loss"? (allowed: \
            @checks)
            """),
        edited(
            "{initial-loss: {fail-abov: 3}}",
            """
            21:25: checks.initial-loss: unknown key "fail-abov"; did you mean "fail-above"? \
            (allowed: warn-above, fail-above, warn-spread, fail-spread, tolerance)
            """),
        edited(
            "{shapes: {steps: 3}}",
            "21:19: checks.shapes: unknown key \"steps\" (allowed: no keys)"),
        edited(
            "{teacher: {warn-below: 2}}",
            "21:32: checks.teacher.warn-below: found 2; allowed: a number from 0 to 1"),
        edited(
            "{parameters-move: {steps: 2.5}}",
            "21:35: checks.parameters-move.steps: found 2.5; allowed: an integer from 1 to 1000"),
        edited("{shapes: false}", "21:18: checks.shapes: found false; allowed: off"),
        edited(
            "{parameters-move: on}",
            """
            21:27: checks.parameters-move: found "on"; allowed: off, or a mapping with the keys \
            steps
            """),
        edited(
            "off",
            """
            21:9: checks: found "off"; allowed: a mapping of checks, such as \
            {label-permutation: off}
            """),
        edited(
            "{teacher: {warn-below: \"${rate}\"}}",
            """
            21:32: checks.teacher.warn-below: found "${rate}"; a parameter cannot stand here, so \
            that all trials share their name, data, checks and seed
            21:32: checks.teacher.warn-below: found "${rate}"; allowed: a number from 0 to 1
            """),
    ]
}

extension WrongFile {
    private static func accepting(_ section: String, _ messages: String) -> WrongFile {
        WrongFile("search: {trials: 4}", "accept: \(section)", messages)
    }

    /// What a file may not say of known findings.
    static let accepted: [WrongFile] = [
        accepting("{initial-loss: an ensemble starts above chance}", ""),
        accepting(
            "{inital-loss: known}",
            """
            21:10: accept: unknown check "inital-loss"; did you mean "initial-loss"? (allowed: \
            @checks)
            """),
        accepting(
            "{shapes: }",
            """
            21:10: accept.shapes: found nothing; allowed: why its findings are accepted, in words
            """),
        accepting(
            "{shapes: \"  \"}",
            """
            21:18: accept.shapes: found "  "; allowed: why its findings are accepted, in words
            """),
        accepting(
            "{shapes: \"\"}",
            """
            21:18: accept.shapes: found ""; allowed: why its findings are accepted, in words
            """),
        accepting(
            "{shapes: true}",
            """
            21:18: accept.shapes: found true; allowed: why its findings are accepted, in words
            """),
        accepting(
            "[shapes]",
            """
            21:9: accept: found a list; allowed: a mapping of checks, such as {feature-scale: raw \
            pixels}
            """),
    ]
}
