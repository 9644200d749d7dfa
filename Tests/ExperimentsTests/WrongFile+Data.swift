extension WrongFile {
    /// The section `data`.
    static let data: [WrongFile] = [
        WrongFile(
            "format: npz",
            "format: numpy",
            """
            3:11: data.format: found "numpy" (allowed: @formats)
            """),
        WrongFile(
            "format: npz",
            "format: txt",
            """
            3:11: data.format: found "txt"; did you mean "text"? (allowed: @formats)
            """),
        WrongFile(
            "  format: npz\n",
            "",
            """
            2:1: data: "format" is missing: one of @formats
            """),
        WrongFile(
            "  path: digits.npz\n",
            "",
            "2:1: data: \"path\" is missing: the archive, a file"),
        WrongFile(
            "path: digits.npz",
            "file: digits.npz",
            """
            4:3: data: unknown key "file"; did you mean "path"? (allowed: format, path, inputs, \
            targets, layout, classes, shape, validation, normalize, divide-targets, augment)
            """),
        WrongFile(
            "path: digits.npz",
            "path: ${rate}",
            """
            4:9: data.path: found "${rate}"; a parameter cannot stand here, so that all trials \
            share their name, data and seed
            """),
        WrongFile(
            "inputs: images",
            "inputs: [a, b]",
            "5:11: data.inputs: found a list; allowed: the name of an array"),
        WrongFile(
            "  classes: 10\n",
            "",
            "2:1: data: \"classes\" is missing: cross-entropy needs the number of classes"),
        WrongFile(
            "classes: 10",
            "classes: 1",
            "7:12: data.classes: found 1; allowed: an integer from 2 to 2147483647"),
        WrongFile(
            "classes: 10",
            "classes: 010",
            """
            7:12: data.classes: found "010"; a number has no leading zeros: write 10, or '010' \
            in quotes for text
            """),
        WrongFile(
            "classes: 10",
            "classes: 1_0",
            "7:12: data.classes: found \"1_0\"; a number has no separators: write 10"),
        WrongFile(
            "classes: 10",
            "classes: \"10\"",
            """
            7:12: data.classes: found "10", which is text: remove the quotes; allowed: an \
            integer from 2 to 2147483647
            """),
        WrongFile(
            "classes: 10",
            "classes: 10\n  validation: 1.5",
            "8:15: data.validation: found 1.5; allowed: a number above 0 and below 1"),
        WrongFile(
            "classes: 10",
            "classes: 10\n  validation: {inputs: a, targets: b}",
            """
            8:3: data.validation: "path" is missing: a file
            8:16: data.validation: unknown key "inputs" (allowed: path, rows)
            8:27: data.validation: unknown key "targets" (allowed: path, rows)
            """),
        WrongFile(
            "classes: 10",
            "classes: 10\n  validation: {rows: a, path: b}",
            "8:3: data.validation: found both \"rows\" and \"path\"; allowed: one of them"),
        WrongFile(
            "classes: 10",
            "classes: 10\n  normalize: standart",
            """
            8:14: data.normalize: found "standart"; did you mean "standard"? (allowed: standard, \
            unit, none)
            """),
        WrongFile(
            "classes: 10",
            "classes: 10\n  normalize: {mean: 0, std: 0}",
            "8:29: data.normalize.std: found 0; allowed: a number above 0"),
        WrongFile(
            "classes: 10",
            "classes: 10\n  normalize: {mean: 0, sd: 1}",
            """
            8:24: data.normalize: unknown key "sd"; did you mean "std"? (allowed: mean, std)
            """),
        WrongFile(
            "classes: 10",
            "classes: 10\n  divide-targets: no",
            "8:19: data.divide-targets: found \"no\"; allowed: a number above 0"),
        WrongFile(
            "shape: [8, 8, 1]",
            "shape: [8, 0, 1]",
            "8:14: data.shape[1]: found 0; allowed: an integer from 1 to 1048576"),
        WrongFile(
            "shape: [8, 8, 1]",
            "shape: 64",
            """
            8:10: data.shape: found 64; allowed: [features], [height, width] or [height, width, \
            channels]
            """),
        WrongFile(
            "  format: npz\n  path: digits.npz\n  inputs: images\n  targets: labels\n  "
                + "classes: 10\n",
            "  format: synthetic\n",
            """
            2:1: data: "size" is missing: the number of rows, an integer from 2 to 10000000
            2:1: data: "classes" is missing: the number of classes, where targets are no numbers, \
            an integer from 2 to 2147483647
            """),
        WrongFile(
            "  format: npz\n  path: digits.npz\n  inputs: images\n  targets: labels\n",
            "  format: idx\n  path: images\n",
            """
            2:1: data: "targets" is missing: what it is to tell, a file
            4:3: data: unknown key "path"; did you mean "inputs"? (allowed: format, inputs, \
            targets, layout, classes, shape, validation, normalize, divide-targets, augment)
            """),
    ]
}
