extension WrongFile {
    private static let loss = "loss: cross-entropy"
    private static let teacher = "teacher: {weights: t.safetensors, model: [flatten, linear: 10]}"

    private static func edited(_ section: String, loss: String = loss, _ messages: String)
        -> WrongFile
    {
        WrongFile(Self.loss, "\(loss)\ndistillation:\n  \(section)", messages)
    }

    /// A teacher beside the loss.
    static let distillation: [WrongFile] = [
        edited(teacher, ""),
        edited("\(teacher)\n  temperature: \"${rate}\"\n  weight: 1", ""),
        WrongFile(
            loss, "\(loss)\ndistillation: 4",
            "19:15: distillation: found 4; allowed: a mapping with the key teacher"),
        WrongFile(
            loss, "loss: {distillation: {temperature: 2}}",
            """
            18:8: loss: unknown loss "distillation"; it is a section of its own beside the loss \
            (allowed: @losses)
            """),
        edited(
            "temperature: 0\n  weight: 2",
            """
            19:1: distillation: "teacher" is missing: the trained network, {model, weights}
            20:16: distillation.temperature: found 0; allowed: a number above 0
            21:11: distillation.weight: found 2; allowed: a number from 0 to 1
            """),
        edited(
            "teacher: {model: [flatten, linear: 10]}",
            """
            20:3: distillation.teacher: "weights" is missing: the weights.safetensors or \
            checkpoint that `preflight train` wrote, a file
            """),
        edited(
            "teacher: {weights: \"${rate}\", model: [flatten, linear: \"${width}\"]}",
            """
            20:22: distillation.teacher.weights: found "${rate}"; a parameter cannot stand here, \
            so that all trials share their teacher
            20:22: distillation.teacher.weights: found 0.1 (the value of ${rate}); allowed: a file
            20:58: distillation.teacher.model[1].linear: found "${width}"; a parameter cannot \
            stand here, so that all trials share their teacher
            """),
        edited(
            "teacher: {weights: t, model: []}",
            "20:32: distillation.teacher.model: found a list; allowed: a list of layers, each "
                + "beginning with \"- \""),
        edited(
            "teacher:\n    weights: t\n    model:\n      - flatten\n      - conv2d: {kernel: 3, "
                + "filters: 2}",
            """
            24:9: distillation.teacher.model[1].conv2d: takes images [height, width, channels], \
            but its input is [64]
            """),
        edited(
            "teacher: {weights: t, model: [flatten, linear: 9]}",
            """
            20:25: distillation.teacher.model: the teacher puts out [9] for each row, but the \
            network [10]: they must agree
            """),
        edited(
            "teacher: {weights: t, model: [flatten, linear: 10, softmax]}",
            """
            20:25: distillation.teacher.model: the teacher's last layer is a softmax, but logits \
            are what is learned from: leave it out
            """),
        edited(
            teacher, loss: "loss: mean-squared-error",
            """
            19:1: distillation: a teacher's scores of the classes do not go together with \
            mean-squared-error (allowed: @losses-of-classes)
            """),
        edited(
            teacher, loss: "loss: {cross-entropy: {reduction: sum}}",
            """
            19:1: distillation: the teacher's part is a mean over the rows, so the loss must be \
            one too: "reduction: mean"
            """),
    ]
}
