extension WrongFile {
    /// The other sections.
    static let rest: [WrongFile] = [
        WrongFile(
            "experiment: mlp\n",
            "",
            "1:1: \"experiment\" is missing: the experiment's name"),
        WrongFile(
            "experiment: mlp",
            "experiment: my mlp",
            "1:13: experiment: found \"my mlp\"; allowed: letters, digits, - _ . (at most 64)"),
        WrongFile(
            "experiment: mlp",
            "experiment: mlp\nnetwork: []",
            """
            2:1: unknown key "network"; did you mean "model"? (allowed: experiment, data, \
            parameters, model, loss, distillation, optimizer, schedule, training, checks, accept, \
            search, seed, initialization-seed)
            """),
        WrongFile(
            "loss: cross-entropy",
            "loss: cross-entrpy",
            """
            18:7: loss: unknown loss "cross-entrpy"; did you mean "cross-entropy"? (allowed: \
            @losses)
            """),
        WrongFile(
            "loss: cross-entropy",
            "loss: {cross-entropy: {label-smoothing: 1, reduction: sums}}",
            """
            18:41: loss.cross-entropy.label-smoothing: found 1; allowed: a number of at least 0 \
            and below 1
            18:55: loss.cross-entropy.reduction: found "sums"; did you mean "sum"? (allowed: \
            mean, sum)
            """),
        WrongFile(
            "loss: cross-entropy",
            "loss: bce",
            """
            2:1: data: found 10 classes; allowed with binary-cross-entropy: 2, or no classes \
            where each target is a column of 0 and 1
            """),
        WrongFile(
            "loss: cross-entropy",
            "loss:",
            """
            18:1: loss: found nothing; allowed: @losses
            """),
        WrongFile(
            "{sgd: {learning-rate: \"${rate}\"}}",
            "sgd",
            "19:1: optimizer.sgd: \"learning-rate\" is missing: the step size, a number above 0"),
        WrongFile(
            "{sgd: {learning-rate: \"${rate}\"}}",
            "{sgd: {lr: \"${rate}\"}}",
            """
            19:19: optimizer.sgd: unknown key "lr"; did you mean "learning-rate"? (allowed: \
            learning-rate, momentum, nesterov, weight-decay, decay-biases)
            """),
        WrongFile(
            "{sgd: {learning-rate: \"${rate}\"}}",
            "{sgd: {learning-rate: -0.1, nesterov: true}}",
            "19:34: optimizer.sgd.learning-rate: found -0.1; allowed: a number above 0"),
        WrongFile(
            "{sgd: {learning-rate: \"${rate}\"}}",
            "{sgd: {learning-rate: 0.1, nesterov: true}}",
            "19:13: optimizer.sgd: \"nesterov\" needs a \"momentum\" above 0"),
        WrongFile(
            "{sgd: {learning-rate: \"${rate}\"}}",
            "{adam: {betas: [0.9, 1], learning-rate: .nan}}",
            """
            19:33: optimizer.adam.betas[1]: found 1; allowed: a number of at least 0 and below 1
            19:52: optimizer.adam.learning-rate: found ".nan"; allowed: a number above 0
            """),
        WrongFile(
            "{sgd: {learning-rate: \"${rate}\"}}",
            "{adam: 0.1, sgd: 0.1}",
            """
            19:12: optimizer: found the keys "adam", "sgd"; allowed: one optimizer with its \
            settings
            """),
        WrongFile(
            "training: {epochs: 3, batch-size: 32}",
            "training: {epochs: 0, batch-size: 1e400, clip-norm: 0}",
            """
            20:20: training.epochs: found 0; allowed: an integer from 1 to 1000000
            20:35: training.batch-size: found "1e400"; the number is too large
            20:53: training.clip-norm: found 0; allowed: a number above 0
            """),
        WrongFile(
            "training: {epochs: 3, batch-size: 32}",
            "training: {epoch: 3, batch-size: 32}",
            """
            20:12: training: unknown key "epoch"; did you mean "epochs"? (allowed: epochs, \
            batch-size, clip-norm, clip-value, gradient-accumulation, shuffle, early-stopping, \
            average-decay, pruning, precision, loss-scale)
            """),
        WrongFile(
            "training: {epochs: 3, batch-size: 32}",
            "training: {epochs: 3, batch-size: 32}\nschedule: {step: {factor: 0.1}}",
            """
            21:12: schedule.step: found neither of "every-epochs" and "every-steps"; allowed: \
            one of them
            """),
        WrongFile(
            "training: {epochs: 3, batch-size: 32}",
            "training: {epochs: 3, batch-size: 32}\nschedule: {cosine: {warmup-steps: 5, "
                + "warmup-epochs: 1}}",
            """
            21:12: schedule.cosine: found both of "warmup-steps" and "warmup-epochs"; allowed: \
            one of them
            """),
        WrongFile(
            "{log-uniform: [1e-4, 1]}",
            "{log_uniform: [-4, 0]}",
            """
            10:46: parameters.rate.search.log_uniform: found the lower bound -4; allowed: above \
            0; bounds are values, not exponents: write [1e-4, 1e0]
            """),
        WrongFile(
            "{log-uniform: [1e-4, 1]}",
            "{uniform: [1, 0]}",
            """
            10:42: parameters.rate.search.uniform: found the bounds [1, 0]; allowed: the lower \
            one first
            """),
        WrongFile(
            "{log-uniform: [1e-4, 1]}",
            "{logunifrm: [1e-4, 1]}",
            """
            10:33: parameters.rate.search: unknown distribution "logunifrm"; did you mean \
            "log-uniform"? (allowed: uniform, log-uniform, integer, log-integer, choice, \
            constant)
            """),
        WrongFile(
            "{log-uniform: [1e-4, 1]}",
            "{quniform: [1e-4, 1, 2]}",
            """
            10:32: parameters.rate.search: found "quniform"; rounding is not supported; use \
            integer, or choice with the values
            """),
        WrongFile(
            "{log-uniform: [1e-4, 1]}",
            "[1e-4, 1]",
            """
            10:32: parameters.rate.search: found a list; allowed: one of uniform, log-uniform, \
            integer, log-integer, choice, constant; write {choice: […]}
            """),
        WrongFile(
            "{log-uniform: [1e-4, 1]}",
            "{uniform: [0, 1]}",
            """
            19:34: optimizer.sgd.learning-rate: found 0 (the value of ${rate}); allowed: a \
            number above 0; the search may try rate = 0
            """),
        WrongFile(
            "{choice: [16, 32]}",
            "{choice: [16, 16]}",
            """
            11:46: parameters.width.search.choice[1]: found 16 a second time; list each value \
            once
            """),
        WrongFile(
            "- relu",
            "- residual: [{conv2d: {filters: 5, kernel: 3, padding: 1}}]",
            """
            14:5: model[1].residual: adds [6, 6, 5] of its layers and [6, 6, 4] of its shortcut: \
            they must agree
            """),
        WrongFile(
            "- relu",
            "- residual: [relu, conv2d: {filters: 5, kernel: 9}]",
            """
            14:5: model[1].residual: layer 1 (conv2d): a window of [9, 9] does not fit its input \
            [6, 6, 4]
            """),
        WrongFile(
            "- relu",
            "- repeat: {times: 2, layers: [rellu]}",
            """
            14:33: model[1].repeat.layers[0]: unknown layer "rellu"; did you mean "relu"? \
            (allowed: @layers)
            """),
        WrongFile(
            "{choice: [16, 32]}",
            "{choice: [16, wide]}",
            """
            16:13: model[3].linear: found "wide" (the value of ${width}); allowed: an integer \
            from 1 to 1048576; the search may try width = wide
            """),
        WrongFile(
            "{choice: [16, 32]}",
            "{int: [0, 32]}",
            """
            16:13: model[3].linear: found 0 (the value of ${width}); allowed: an integer from 1 \
            to 1048576; the search may try width = 0
            """),
        WrongFile(
            "width: {default: 32, search: {choice: [16, 32]}}",
            "width: {search: {choice: [16, 32]}}",
            "11:3: parameters.width: \"default\" is missing: the value outside of a search"),
        WrongFile(
            "search: {trials: 4}",
            "search: {trials: 0, metric: accuracy, goal: largest}",
            """
            21:18: search.trials: found 0; allowed: an integer from 1 to 1000000
            21:29: search.metric: found "accuracy" (allowed: validation-loss, \
            validation-accuracy, validation-precision, validation-recall, validation-f1, \
            validation-auc, training-loss, training-accuracy)
            21:45: search.goal: found "largest" (allowed: minimize, maximize)
            """),
        WrongFile(
            "search: {trials: 4}",
            "search: {trials: [{rate: 0.1}, {with: 4}, {rate: -1}]}",
            """
            21:33: search.trials[1]: unknown key "with"; did you mean "width"? (allowed: rate, \
            width)
            """),
        WrongFile(
            "search: {trials: 4}",
            "search: {trials: [{rate: 0.1}, {rate: -1, width: 16}]}",
            """
            19:34: optimizer.sgd.learning-rate: found -1 (the value of ${rate}); allowed: a \
            number above 0; trial 1 has rate = -1, width = 16
            """),
        WrongFile(
            "search: {trials: 4}",
            "search: {trials: 4, trials-from: a.json}",
            "21:1: search: found both \"trials\" and \"trials-from\"; allowed: one of them"),
        WrongFile(
            "search: {trials: 4}",
            "search: {trials: 4}\nseed: -1",
            "22:7: seed: found -1; allowed: an integer of at least 0"),
        WrongFile(
            "search: {trials: 4}",
            "search: {trials: 4}\nseed: 99999999999999999999",
            "22:7: seed: found \"99999999999999999999\"; the integer does not fit into 64 bits"),
    ]
}
