extension WrongFile {
    private static let training = "training: {epochs: 3, batch-size: 32}"

    private static func schedule(_ text: String, _ messages: String) -> WrongFile {
        WrongFile(training, "\(training)\nschedule: \(text)", messages)
    }

    private static func training(_ text: String, _ messages: String) -> WrongFile {
        WrongFile(training, "training: {epochs: 3, batch-size: 32, \(text)}", messages)
    }

    private static func augment(_ text: String, _ messages: String) -> WrongFile {
        WrongFile("  shape: [8, 8, 1]", "  shape: [8, 8, 1]\n  augment: \(text)", messages)
    }

    /// Losses, optimizers, schedules, training tools and augmentation.
    static let recipe: [WrongFile] = [
        schedule(
            "{multi-step: {epochs: [1, 0], factor: 0}}",
            """
            21:37: schedule.multi-step.epochs[1]: found 0; allowed: an integer from 1 to 1000000
            21:49: schedule.multi-step.factor: found 0; allowed: a number above 0
            """),
        schedule(
            "{multi-step: {steps: [], factor: 0.5}}",
            """
            21:32: schedule.multi-step.steps: found a list; allowed: a list of 1 or more \
            integers from 1 to 1000000000
            """),
        schedule(
            "{exponential: {factor: 0.9, per: batch}}",
            """
            21:44: schedule.exponential.per: found "batch" (allowed: epoch, step)
            """),
        schedule(
            "{one-cycle: {rise: 1}}",
            "21:30: schedule.one-cycle.rise: found 1; allowed: a number above 0 and below 1"),
        schedule(
            "{cyclic: {minimum: 0.01}}",
            """
            21:12: schedule.cyclic: found neither of "up-epochs" and "up-steps"; allowed: one of \
            them
            """),
        schedule(
            "{reduce-on-plateau: {metric: validation-r2}}",
            """
            21:1: schedule: the metric validation-r2 does not belong to cross-entropy (allowed: \
            validation-loss, validation-accuracy, validation-precision, validation-recall, \
            validation-f1, validation-auc, training-loss, training-accuracy)
            """),
        training(
            "clip-value: 0, average-decay: 1",
            """
            20:51: training.clip-value: found 0; allowed: a number above 0
            20:69: training.average-decay: found 1; allowed: a number of at least 0 and below 1
            """),
        training(
            "early-stopping: 0",
            "20:55: training.early-stopping: found 0; allowed: an integer from 1 to 1000000"),
        training(
            "pruning: 1",
            "20:48: training.pruning: found 1; allowed: a number above 0 and below 1"),
        training(
            "pruning: {sparsity: 0.5, after-epochs: 3}",
            """
            20:1: training: "pruning" after 3 epochs leaves none of the 3 to train what is left
            """),
        training(
            "early-stopping: {metric: validation-los}",
            """
            20:39: training.early-stopping: "patience" is missing: the epochs to wait for a \
            better metric, an integer from 1 to 1000000
            20:64: training.early-stopping.metric: found "validation-los"; did you mean \
            "validation-loss"? (allowed: validation-loss, validation-accuracy, \
            validation-precision, validation-recall, validation-f1, validation-auc, \
            validation-r2, validation-mae, training-loss, training-accuracy)
            """),
        training(
            "early-stopping: {metric: validation-r2, patience: 2}",
            """
            20:1: training: the metric validation-r2 does not belong to cross-entropy (allowed: \
            validation-loss, validation-accuracy, validation-precision, validation-recall, \
            validation-f1, validation-auc, training-loss, training-accuracy)
            """),
        training(
            "ema: 0.9",
            """
            20:39: training: unknown key "ema"; did you mean "average-decay"? (allowed: epochs, \
            batch-size, clip-norm, clip-value, gradient-accumulation, shuffle, early-stopping, \
            average-decay, pruning, precision, loss-scale)
            """),
        training(
            "precision: fp16, loss-scale: 0",
            """
            20:50: training.precision: found "fp16" (allowed: float32, bf16)
            20:68: training.loss-scale: found 0; allowed: dynamic, or a number above 0
            """),
        training(
            "precision: bf16, loss-scale: static",
            """
            20:68: training.loss-scale: found "static"; allowed: dynamic, or a number above 0
            """),
        training(
            "precision: bf16, loss-scale: [2]",
            """
            20:68: training.loss-scale: found a list; allowed: dynamic, or a number above 0
            """),
        training(
            "loss-scale: dynamic",
            """
            20:1: training: "loss-scale" belongs to "precision: bf16"
            """),
        augment(
            "random-crop",
            """
            9:12: data.augment: found "random-crop"; allowed: a list of random-crop, \
            horizontal-flip, cutout, color-jitter
            """),
        augment(
            "[flip, {cutout: 0}]",
            """
            9:13: data.augment[0]: unknown augmentation "flip"; did you mean "horizontal-flip"? \
            (allowed: random-crop, horizontal-flip, cutout, color-jitter)
            9:28: data.augment[1].cutout: found 0; allowed: an integer from 1 to 4096
            """),
        augment(
            "[random-crop, color-jitter]",
            """
            9:13: data.augment[0].random-crop: "padding" is missing: how many pixels an image \
            moves at most, an integer from 1 to 4096
            9:26: data.augment[1].color-jitter: all of "brightness", "contrast" and "saturation" \
            are 0: nothing changes
            """),
        WrongFile(
            "  shape: [8, 8, 1]", "  shape: [64]\n  augment: [horizontal-flip]",
            """
            2:1: data: "augment" takes images [height, width, channels], but an input is [64]
            14:5: model[0].conv2d: takes images [height, width, channels], but its input is [64]
            """),
        WrongFile(
            "loss: cross-entropy", "loss: {huber: {delta: 0}}",
            "18:23: loss.huber.delta: found 0; allowed: a number above 0"),
        WrongFile(
            "loss: cross-entropy", "loss: {nll: {ignored-class: -0.5}}",
            """
            18:29: loss.negative-log-likelihood.ignored-class: found -0.5; allowed: an integer \
            from -2147483647 to 2147483647
            """),
        WrongFile(
            "loss: cross-entropy", "loss: hinge",
            """
            2:1: data: found 10 classes; allowed with hinge: 2, or no classes where each target \
            is a column of 0 and 1
            """),
        WrongFile(
            "{sgd: {learning-rate: \"${rate}\"}}",
            "{lion: {learning-rate: \"${rate}\", betas: 0.9, decay-biases: no}}",
            """
            19:53: optimizer.lion.betas: found 0.9; allowed: a list of 2 numbers
            19:72: optimizer.lion.decay-biases: found "no"; allowed: true or false
            """),
    ]
}
