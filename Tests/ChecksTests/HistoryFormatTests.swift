import Checks
import Datasets
import Foundation
import Testing

/// Logs as programs of many kinds write them: what is read of each.
@Suite struct HistoryFormatTests {
    /// A log's text, and what of it must be found.
    struct Sample: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        /// What each column is taken for: the name and its values.
        let found: [HistoryRole: (column: String, values: [Double])]
        var axis = "epoch"

        var testDescription: String { name }
    }

    static func history(_ text: String, _ given: [HistoryRole: String] = [:]) throws -> History {
        try history(Array(text.utf8), given)
    }

    static func history(_ bytes: [UInt8], _ given: [HistoryRole: String] = [:]) throws -> History {
        try History(LoggedTable(FileContents(name: "log", bytes: bytes)), given: given)
    }

    static let samples: [Sample] = [
        Sample(
            name: "Keras's CSVLogger",
            text: """
                epoch,accuracy,loss,lr,val_accuracy,val_loss
                0,0.41,1.62,0.001,0.52,1.31
                1,0.58,1.18,0.001,0.61,1.09
                """,
            found: [
                .loss: ("loss", [1.62, 1.18]), .validationLoss: ("val_loss", [1.31, 1.09]),
                .score: ("accuracy", [0.41, 0.58]),
                .validationScore: ("val_accuracy", [0.52, 0.61]),
                .rate: ("lr", [0.001, 0.001]),
            ]),
        Sample(
            name: "Keras's history as JSON",
            text: """
                {"loss": [1.5, 1.2, NaN], "accuracy": [0.4, 0.5, 0.1],
                 "val_loss": [1.4, 1.3, NaN], "val_accuracy": [0.4, 0.45, 0.1]}
                """,
            found: [
                .loss: ("loss", [1.5, 1.2, .nan]), .validationLoss: ("val_loss", [1.4, 1.3, .nan]),
            ], axis: "row"),
        Sample(
            name: "a history that pandas wrote",
            text: """
                {"loss":{"0":1.5,"1":1.25},"val_loss":{"0":1.4,"1":null}}
                """, found: [.loss: ("loss", [1.5, 1.25]), .validationLoss: ("val_loss", [1.4])],
            axis: "row"),
        Sample(
            name: "Lightning's metrics.csv",
            text: """
                epoch,step,train_loss,val_loss,lr-Adam
                ,0,,,0.001
                0,49,0.91,,
                0,99,0.72,,
                0,99,,0.8,
                1,149,0.6,,
                1,199,,0.7,
                """,
            found: [
                .loss: ("train_loss", [0.91, 0.72, 0.6]),
                .validationLoss: ("val_loss", [0.8, 0.7]),
                .rate: ("lr-Adam", [0.001]),
            ], axis: "step"),
        Sample(
            name: "Hugging Face's trainer_state.json",
            text: """
                {"best_metric": null, "epoch": 3.0, "log_history": [
                  {"epoch": 0.5, "grad_norm": 3.1, "learning_rate": 5e-05, "loss": 2.1, "step": 10},
                  {"epoch": 1.0, "grad_norm": 2.2, "learning_rate": 4e-05, "loss": 1.7, "step": 20},
                  {"epoch": 1.0, "eval_accuracy": 0.5, "eval_loss": 1.6, "step": 20},
                  {"epoch": 1.5, "grad_norm": 2.0, "learning_rate": 3e-05, "loss": 1.4, "step": 30},
                  {"epoch": 2.0, "eval_accuracy": 0.6, "eval_loss": 1.3, "step": 40},
                  {"epoch": 2.0, "step": 40, "total_flos": 1e15, "train_loss": 1.6}
                ], "max_steps": 40}
                """,
            found: [
                .loss: ("loss", [2.1, 1.7, 1.4]), .validationLoss: ("eval_loss", [1.6, 1.3]),
                .validationScore: ("eval_accuracy", [0.5, 0.6]),
                .rate: ("learning_rate", [5e-5, 4e-5, 3e-5]), .norm: ("grad_norm", [3.1, 2.2, 2]),
            ]),
        Sample(
            name: "what Hugging Face prints",
            text: """
                {'loss': 2.3, 'grad_norm': np.float32(1.5), 'learning_rate': 5e-05, 'epoch': 0.1}
                {'loss': 2.1, 'grad_norm': nan, 'learning_rate': 4e-05, 'epoch': 0.2}
                {'eval_loss': 2.2, 'eval_runtime': 1.2, 'epoch': 0.2, 'done': True, 'x': None}
                """,
            found: [.loss: ("loss", [2.3, 2.1]), .validationLoss: ("eval_loss", [2.2])]),
        Sample(
            name: "a table of a notebook, with tabs",
            text: "Step\tTraining Loss\tValidation Loss\n500\t0.91\t0.8\n1000\t0.7\t0.75\n",
            found: [
                .loss: ("Training Loss", [0.91, 0.7]),
                .validationLoss: ("Validation Loss", [0.8, 0.75]),
            ], axis: "step"),
        Sample(
            name: "semicolons, decimal commas, a byte order mark",
            text: "\u{FEFF}Epoch;trainLoss;valLoss\r\n1;0,5;0,75\r\n2;0,25;None\r\n",
            found: [.loss: ("trainLoss", [0.5, 0.25]), .validationLoss: ("valLoss", [0.75])],
            axis: "epoch"),
        Sample(
            name: "a Markdown table",
            text: "| epoch | loss | val loss |\n|---|---:|---|\n| 1 | 0.5 | 0.6 |\n| 2 | 0.4 | |\n",
            found: [.loss: ("loss", [0.5, 0.4]), .validationLoss: ("val loss", [0.6])]),
        Sample(
            name: "words between spaces, below a mark of comments",
            text: "# epoch  loss  error\n  1  0.5   0.1\n  2  -inf  0.2\n",
            found: [.loss: ("loss", [0.5, -.infinity])]),
        Sample(
            name: "a row for each phase",
            text: """
                epoch,phase,loss,acc
                1,train,0.9,0.5
                1,val,0.8,0.6
                2,train,0.7,0.7
                2,val,0.75,0.65
                """,
            found: [
                .loss: ("train/loss", [0.9, 0.7]), .validationLoss: ("val/loss", [0.8, 0.75]),
                .score: ("train/acc", [0.5, 0.7]),
            ]),
        Sample(
            name: "a row for each metric",
            text: "step,tag,value\n1,train/loss,0.9\n1,val/loss,0.8\n2,train/loss,0.7\n",
            found: [.loss: ("train/loss", [0.9, 0.7]), .validationLoss: ("val/loss", [0.8])],
            axis: "step"),
        Sample(
            name: "objects within objects",
            text: """
                {"epoch": 1, "train": {"loss": 0.9}, "valid": {"loss": "nan", "f1": 0.2}}
                {"epoch": 2, "train": {"loss": tensor(0.7, device='cpu')}, "valid": {"loss": 0.8}}
                """,
            found: [
                .loss: ("train/loss", [0.9, 0.7]), .validationLoss: ("valid/loss", [.nan, 0.8]),
            ]),
        Sample(
            name: "TensorBoard's export",
            text: "Wall time,Step,Value\n1.7e9,10,0.9\n1.7e9,20,0.8\n",
            found: [.loss: ("Value", [0.9, 0.8])], axis: "step"),
        Sample(
            name: "Weights & Biases' export",
            text: """
                "Step","run-1 - train/loss","run-1 - train/loss__MIN","run-1 - train/loss__MAX"
                "1","0.9","0.9","0.9"
                "2","0.8","0.8","0.8"
                """, found: [.loss: ("run-1 - train/loss", [0.9, 0.8])], axis: "step"),
        Sample(
            name: "a list of numbers", text: "0.9\n0.8\n0.7\n",
            found: [.loss: ("1", [0.9, 0.8, 0.7])], axis: "row"),
        Sample(
            name: "a list of numbers in JSON", text: "[0.9, 0.8, Infinity]",
            found: [.loss: ("value", [0.9, 0.8, .infinity])], axis: "row"),
        Sample(
            name: "validation after every other epoch, as lists",
            text: "{\"train_losses\": [4, 3, 2, 1], \"val_losses\": [5, 4]}",
            found: [
                .loss: ("train_losses", [4, 3, 2, 1]), .validationLoss: ("val_losses", [5, 4]),
            ],
            axis: "row"),
        Sample(
            name: "a part of the loss beside the whole",
            text: "epoch,loss_box,loss_scale,loss\n1,0.5,1024,0.9\n2,0.4,1024,0.8\n",
            found: [.loss: ("loss", [0.9, 0.8])]),
        Sample(
            name: "NaN in rows without validation",
            text: "epoch,loss,val_loss\n1,4,nan\n2,3,2\n3,2.5,nan\n4,2,1.5\n5,1.8,nan\n6,1.7,1.4\n",
            found: [.validationLoss: ("val_loss", [2, 1.5, 1.4])]),
        Sample(
            name: "a training that was resumed",
            text: "epoch,loss\n0,4\n1,3\n2,2.9\nepoch,loss\n1,3.1\n2,2.5\n3,2.2\n",
            found: [.loss: ("loss", [4, 3.1, 2.5, 2.2])]),
        Sample(
            name: "an error in place of a loss, and what NaN is on Windows",
            text: "iteration,mse,val_mse\n100,0.5,0.6\n200,1.#INF,-1.#IND\n",
            found: [.loss: ("mse", [0.5, .infinity]), .validationLoss: ("val_mse", [0.6, .nan])],
            axis: "step"),
    ]

    @Test(arguments: samples)
    func `columns are found and numbers read`(_ sample: Sample) throws {
        let history = try Self.history(sample.text)
        for (role, expected) in sample.found {
            let series = try #require(history[role], "\(role)")
            #expect(series.name == expected.column)
            #expect("\(series.y)" == "\(expected.values)", "\(role)")
        }
        #expect(history.loss.axis == sample.axis)
    }

    @Test func `a log in UTF-16 is read`() throws {
        let text = "epoch,loss\n0,2\n1,1\n"
        let bytes = [UInt8](try #require(text.data(using: .utf16)))
        #expect(try Self.history(bytes).loss.y == [2, 1])
    }

    @Test func `columns can be named, also by number`() throws {
        let text = "a,b,c\n1,2,3\n2,1,4\n"
        let named = try Self.history(text, [.loss: "b", .validationLoss: "C"])
        #expect(named.loss.y == [2, 1])
        #expect(named[.validationLoss]?.y == [3, 4])
        #expect(try Self.history("1,0.5,0.6\n2,0.4,0.5\n", [.loss: "2"]).loss.y == [0.5, 0.4])
    }

    /// A text that is no log of losses, and what the refusal must say.
    static let wrong: [(text: String, words: [String])] = [
        ("", ["found nothing", "a row for each epoch"]),
        ("   \n\n", ["found nothing"]),
        ("epoch,loss\n", ["no rows"]),
        ("epoch,alpha,beta\n1,2,3\n", ["no column of losses", "\"alpha\", \"beta\"", "--loss"]),
        ("epoch,loss\n1,0.5\n2,0.4,9\n", ["line 3", "3 cells", "expected 2"]),
        ("epoch,loss\n1,0.5\n2,abc\n", ["line 3", "column loss", "\"abc\"", "a number"]),
        ("epoch,loss,loss\n1,2,3\n", ["line 1", "\"loss\" twice"]),
        ("{\"loss\": 1}\n{\"loss\": 2\n", ["line 3", "a comma"]),
        ("{\"loss\": 1}\nEpoch 2 of 3\n", ["line 2", "Epoch 2 of 3"]),
        ("[[1, 2], [3, 4]]", ["another form", "an object for each"]),
        ("{\"loss\": [1, oops]}", ["line 1", "oops"]),
        (String(repeating: "[", count: 100), ["nested"]),
        ("\"epoch,loss\n1,2\n", ["quote"]),
        ("epoch,loss\n1,\n2,\n", ["no column of losses"]),
        ("a\u{0}b", ["no text"]),
    ]

    @Test(arguments: wrong.indices)
    func `what is no log says where and what is expected`(_ index: Int) {
        let (text, words) = Self.wrong[index]
        do {
            _ = try Self.history(text)
            Issue.record("taken for a log: \(text.debugDescription)")
        } catch {
            for word in words {
                #expect("\(error)".contains(word), "\(error)")
            }
        }
    }

    @Test func `a name that no column has is asked back`() {
        #expect {
            try Self.history("epoch,train_loss\n1,2\n2,3\n", [.loss: "trainloss"])
        } throws: { error in
            "\(error)".contains("did you mean \"train_loss\"") && "\(error)".contains("--loss")
        }
    }

    @Test func `bytes at random are refused or read, and end no process`() {
        var seed: UInt64 = 9
        for _ in 0..<2000 {
            let letters = Array("{}[]()\"',:;\n\t|#-+.0123456789eEnNaAloss ".utf8)
            let bytes = (0..<40).map { _ -> UInt8 in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return letters[Int(seed >> 33) % letters.count]
            }
            _ = try? Self.history(bytes).loss.count
        }
    }
}
