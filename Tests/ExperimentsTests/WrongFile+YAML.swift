extension WrongFile {
    /// Text that is no YAML, or YAML that experiment files do without.
    static let yaml: [WrongFile] = [
        WrongFile(
            "rate: {default: 0.1, search: {log-uniform: [1e-4, 1]}}",
            "rate: {default: 0.1, search: {log-uniform: [1e-4, 1]}",
            """
            11:3: this is not YAML: did not find expected ',' or '}' while parsing a flow \
            mapping that began on line 10; is a bracket or a quote left open, or a line indented \
            differently?
            """),
        WrongFile(
            "{sgd: {learning-rate: \"${rate}\"}}",
            "{sgd: {learning-rate: ${rate}}}",
            "19:34: inside { } and [ ] a parameter needs quotes: write \"${rate}\""),
        WrongFile(
            "  - relu\n  - flatten\n",
            "\t- relu\n  \t- flatten\n",
            """
            14:1: a tab indents the line; YAML allows spaces only
            15:3: a tab indents the line; YAML allows spaces only
            """),
        WrongFile(
            "search: {trials: 4}",
            "search: {trials: 4}\n---\nmore: 1",
            "22:1: an experiment file is one document: remove this \"---\" and the rest"),
        WrongFile(
            "training: {epochs: 3, batch-size: 32}",
            "training: {epochs: 3, epochs: 4, batch-size: 32}",
            """
            20:23: training: the key "epochs" stands here twice (first on line 20); remove one
            """),
        WrongFile(
            "  classes: 10\n",
            "  classes: 10\n  format: csv\n  classes: 11\n",
            """
            8:3: data: the key "format" stands here twice (first on line 3); remove one
            9:3: data: the key "classes" stands here twice (first on line 7); remove one
            """),
        WrongFile(
            "loss: cross-entropy",
            "loss: *other",
            """
            18:7: this is not YAML: found undefined alias; an alias "*name" needs an anchor \
            "&name" above it, and a text that begins with "*" needs quotes
            """),
        WrongFile(
            "loss: cross-entropy",
            "loss: !!str cross-entropy",
            "18:7: tags such as \"!!str\" are not used here; quote what is text"),
        WrongFile(
            "loss: cross-entropy",
            "? [a, b]\n: 1\nloss: cross-entropy",
            "18:1: \"? \" begins a complex key; allowed: a word as key"),
        WrongFile(
            "loss: cross-entropy",
            "[a, b]: 1\nloss: cross-entropy",
            "18:7: a list or a mapping cannot be a key; allowed: a word"),
        WrongFile(
            "loss: cross-entropy",
            "loss: cross-entropy: x",
            """
            18:20: this is not YAML: mapping values are not allowed in this context; is the line \
            indented too far, or does a text with ": " lack quotes?
            """),
        WrongFile(
            "loss: cross-entropy",
            "<<: {a: 1}\nloss: cross-entropy",
            "18:1: merge keys (\"<<\") are not used here: write the keys out"),
        WrongFile(
            "loss: cross-entropy",
            "loss: \"cross-entropy",
            """
            19:35: this is not YAML: did not find expected key while parsing a block mapping \
            that began on line 1; is a bracket or a quote left open, or a line indented \
            differently?
            """),
        WrongFile(
            "loss: cross-entropy",
            "loss cross-entropy",
            """
            19:1: this is not YAML: could not find expected ':' while scanning a simple key that \
            began on line 18; is there a space after the ":" of each key?
            """),
        WrongFile(
            "loss: cross-entropy",
            "loss: \u{7}cross-entropy",
            "18:7: this is not YAML: control characters are not allowed"),
    ]
}
