extension WrongFile {
    /// The section `model`.
    static let model: [WrongFile] = [
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv2d: {filters: 4, kernal: 3}",
            """
            13:26: model[0].conv2d: unknown key "kernal"; did you mean "kernel"? (allowed: \
            filters, kernel, stride, padding, dilation, groups, bias, initializer, \
            bias-initializer, frozen)
            """),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv2d: {channels: 4, kernel: 9, stride: 0}",
            """
            13:14: model[0].conv2d: unknown key "channels"; did you mean "filters"? (allowed: \
            filters, kernel, stride, padding, dilation, groups, bias, initializer, \
            bias-initializer, frozen)
            13:46: model[0].conv2d.stride: found 0; allowed: an integer from 1 to 1024
            """),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv2d: {filters: 4, kernel: 9}",
            "13:5: model[0].conv2d: a window of [9, 9] does not fit its input [8, 8, 1]"),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv2d: {filters: 4, kernel: [3, 4], dilation: [3, 3], padding: [1, 0]}",
            """
            13:5: model[0].conv2d: a window of [3, 4] with a dilation of 3 does not fit its input \
            [8, 8, 1], [10, 8] with its padding of [1, 0]
            """),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv2d: {filters: 4, kernel: 3, groups: 2}",
            """
            13:5: model[0].conv2d: its 2 groups must divide its input's 1 channels and its 4 filters
            """),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv1d: {filters: 4, kernel: 3}",
            """
            13:5: model[0].conv1d: takes sequences [length, features], but its input is [8, 8, 1]
            """),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv-transpose2d: {filters: 4, kernel: 3, stride: 2, output-padding: 2}",
            """
            13:5: model[0].conv-transpose2d: found an output padding of [2, 2]; allowed: less than \
            the stride [2, 2]
            """),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv-transpose2d: {filters: 4, kernel: 1, padding: 4}",
            "13:5: model[0].conv-transpose2d: a padding of 4 leaves [0, 0] of its input [8, 8, 1]"),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "upsample: {factor: 2, mode: cubic}",
            """
            13:33: model[0].upsample.mode: found "cubic" (allowed: nearest, bilinear)
            """),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv2d: 4",
            """
            13:13: model[0].conv2d: found 4; allowed: a mapping with the keys filters, kernel, \
            stride, padding, dilation, groups, bias, initializer, bias-initializer, frozen
            """),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv2d:\n    filters: 4\n    kernel: 3",
            """
            13:5: model[0]: found the keys "conv2d", "filters", "kernel"; allowed: one layer \
            with its settings: indent the settings below "conv2d:"
            """),
        WrongFile(
            "conv2d: {filters: 4, kernel: 3}",
            "conv2d: {filters: four, kernel: 2.5, bias: yes, frozen: True}",
            """
            13:23: model[0].conv2d.filters: found "four"; allowed: an integer from 1 to 65536
            13:37: model[0].conv2d.kernel: found 2.5; allowed: an integer from 1 to 1024
            13:48: model[0].conv2d.bias: found "yes"; allowed: true or false
            13:61: model[0].conv2d.frozen: found "True"; allowed: true or false
            """),
        WrongFile(
            "  - relu\n",
            "  - rleu\n",
            """
            14:5: model[1]: unknown layer "rleu"; did you mean "relu"? \
            (allowed: @layers)
            """),
        WrongFile(
            "  - relu\n",
            "  - relu: 0.1\n",
            "14:11: model[1].relu: found 0.1; allowed: no settings"),
        WrongFile(
            "  - relu\n",
            "  - dense: 10\n",
            """
            14:5: model[1]: unknown layer "dense"; did you mean "linear"? \
            (allowed: @layers)
            """),
        WrongFile(
            "  - relu\n",
            "  - 3\n",
            """
            14:5: model[1]: found 3; allowed: @layers
            """),
        WrongFile(
            "  - relu\n",
            "  - dropout: 1\n",
            "14:14: model[1].dropout: found 1; allowed: a number of at least 0 and below 1"),
        WrongFile(
            "  - relu\n",
            "  - dropout\n",
            """
            14:5: model[1].dropout: "rate" is missing: the share of values set to 0, a number of \
            at least 0 and below 1
            """),
        WrongFile(
            "  - relu\n",
            "  - max-pool2d: 7\n",
            "14:5: model[1].max-pool2d: a window of [7, 7] does not fit its input [6, 6, 4]"),
        WrongFile(
            "  - relu\n",
            "  - max-pool2d: {kernel: 2, padding: 2}\n",
            "14:5: model[1].max-pool2d: found a padding of 2; allowed: at most half the kernel 2"),
        WrongFile(
            "  - relu\n",
            "  - batch-norm1d\n",
            """
            14:5: model[1].batch-norm1d: takes [features] or [length, features], but its input is \
            [6, 6, 4]: put flatten before it
            """),
        WrongFile(
            "  - flatten\n",
            "",
            """
            15:5: model[2].linear: takes [features] or [length, features], but its input is \
            [6, 6, 4]: put flatten before it
            """),
        WrongFile(
            "  - flatten\n",
            "  - flatten\n  - max-pool2d: 2\n",
            """
            16:5: model[3].max-pool2d: takes images [height, width, channels], but its input is \
            [144]
            """),
        WrongFile(
            "linear: 10",
            "linear: {features: 10, initializer: {normal: {std: 1}}}",
            """
            17:51: model[4].linear.initializer.normal: unknown key "std"; did you mean \
            "deviation"? (allowed: deviation)
            """),
        WrongFile(
            "linear: 10",
            "linear: {features: 10, initializer: xavir, bias-initializer: {constant: x}}",
            """
            17:41: model[4].linear.initializer: unknown initializer "xavir"; did you mean \
            "xavier"? (allowed: he, he-uniform, glorot, glorot-normal, normal, uniform, \
            constant, zeros, pytorch-default)
            17:77: model[4].linear.bias-initializer.constant: found "x"; allowed: a number
            """),
        WrongFile(
            "linear: 10",
            "linear: ${rate}",
            """
            17:13: model[4].linear: found 0.1 (the value of ${rate}); allowed: an integer from 1 \
            to 1048576
            """),
        WrongFile(
            "linear: 10",
            "linear: x${rate}",
            """
            17:13: model[4].linear: found "x${rate}"; a parameter stands for a whole value: \
            "${name}" and nothing else
            """),
        WrongFile(
            "linear: 10",
            "linear: ${rte}",
            """
            17:13: model[4].linear: unknown parameter "rte"; did you mean "rate"? (parameters: \
            rate, width)
            """),
        WrongFile(
            "linear: 10",
            "linear: 999999999",
            "17:13: model[4].linear: found 999999999; allowed: an integer from 1 to 1048576"),
        WrongFile(
            "linear: 10",
            "linear: 1000000\n  - linear: 1000000",
            "12:1: model: the model has 1000034004680 parameters, too many to compute"),
    ]
}
