import Foundation
import Networks
import Randomness
import Tensors
import Testing
import Training

private func key(_ purpose: String) -> RandomKey {
    RandomKey(key: UInt64(purpose.utf8.reduce(5) { $0 &* 31 &+ Int($1) }), stream: 9)
}

/// A training that remembers all that a training can remember.
private func made(
    optimizer: any Optimizer = NAdam(learningRate: 0.01), metric: String = "validation-loss",
    averaged: Double? = 0.9, scaling: LossScaling? = .dynamic(growthInterval: 3)
) -> TrainingLoop {
    let network = Network(
        Sequential(
            Conv2d(channels: 3, filters: 4, kernel: 3, key: key("a")), BatchNorm2d(4), ReLU(),
            Flatten(), Dropout(0.3), Linear(inputs: 4 * 4 * 4, outputs: 3, key: key("b"))))
    let images = Examples(
        inputs: .normal([23, 6, 6, 3], key: key("images")),
        targets: .classes((0..<23).map { Int32($0 % 3) }))
    var loop = TrainingLoop(
        Objective(network: network, loss: CrossEntropy()), optimizer: optimizer,
        schedule: LinearWarmup(steps: 2, then: ReduceOnPlateau(metric: metric, patience: 0)),
        loader: DataLoader(
            images, batchSize: 5, order: .shuffled(key("order")),
            augmentation: Augmentation(
                [
                    .randomCrop(padding: 1), .horizontalFlip(probability: 0.5), .cutout(size: 2),
                    .colorJitter(brightness: 0.1, contrast: 0.1, saturation: 0.1),
                ], key: key("augmentation"))),
        validation: images,
        settings: TrainingSettings(
            clipNorm: 1, clipValue: 0.5, earlyStopping: EarlyStopping(patience: 3),
            averageDecay: averaged, lossScaling: scaling),
        keys: key)
    loop.masks = PruningMasks(ofSmallest: 0.3, in: network)
    return loop
}

private let optimizers: [String: @Sendable () -> any Optimizer] = [
    "sgd": { SGD(learningRate: 0.05, momentum: 0.9) },
    "adamw": { AdamW(learningRate: 0.01) },
    "nadam": { NAdam(learningRate: 0.01) },
    "rmsprop": { RMSprop(learningRate: 0.01, momentum: 0.5) },
]

@Suite struct CheckpointFileTests {
    @Test(arguments: optimizers.keys.sorted(), [0, 5, 7])
    func `a training resumed from a file ends as if it had never stopped`(
        name: String, steps: Int
    ) throws {
        let optimizer = try #require(optimizers[name])
        var whole = made(optimizer: optimizer())
        if steps == 5 { _ = whole.run(epochs: 1) }
        while whole.position.step < steps { whole.advance() }
        let file = whole.checkpointFile()
        let expected = whole.run(epochs: 4)

        var resumed = made(optimizer: optimizer())
        resumed.advance()
        resumed.masks = nil
        try resumed.restore(file: file, path: "file")
        #expect(resumed.checkpointFile() == file)
        #expect(resumed.run(epochs: 4) == expected)
        #expect(resumed.checkpointFile() == whole.checkpointFile())
    }

    @Test func `an observer gets each epoch's checkpoint`() throws {
        var loop = made()
        var checkpoints: [TrainingCheckpoint] = []
        loop.observers = [TrainingObserver(checkpoint: { checkpoints.append($0) })]
        let result = loop.run(epochs: 3)
        #expect(checkpoints.map(\.position.epoch) == [1, 2, 3])
        let end = loop.checkpointFile()
        loop.observers = []
        loop.restore(checkpoints[0])
        #expect(loop.run(epochs: 3).history == Array(result.history.dropFirst()))
        #expect(loop.checkpointFile() == end)
    }

    @Test func `a file that stands for another training is refused and changes nothing`() throws {
        func problem(_ file: Data, _ loop: TrainingLoop) -> String {
            var loop = loop
            let before = loop.checkpointFile()
            defer { #expect(loop.checkpointFile() == before) }
            do throws(CheckpointError) {
                try loop.restore(file: file, path: "f")
                return "none"
            } catch {
                return "\(error)"
            }
        }
        var loop = made()
        loop.advance()
        let file = loop.checkpointFile()
        #expect(problem(file, loop) == "none")
        #expect(
            problem(file, made(optimizer: Adam()))
                == "f: metadata: \"optimizer\" is NAdam, not Adam")
        #expect(
            problem(file, made(averaged: nil))
                == "f: header: its weights are averaged, those of this training are not")
        #expect(
            problem(file, made(scaling: nil))
                == "f: tensor \"training/loss-scale\": its loss is scaled, that of this "
                + "training is not")
        #expect(
            problem(made(scaling: nil).checkpointFile(), loop)
                == "f: tensor \"training/loss-scale\": its loss is not scaled, that of this "
                + "training is")
        let other = TrainingLoop(
            Objective(
                network: Network(Linear(inputs: 2, outputs: 3, key: key("c"))),
                loss: CrossEntropy()),
            optimizer: NAdam(), loader: loop.loader, keys: key)
        #expect(problem(file, other) == "f: header: there is no tensor \"weight\"")
        #expect(problem(other.checkpointFile(), loop).hasPrefix("f: header: there is no tensor"))
        var wrong = other
        wrong.masks = PruningMasks(ofSmallest: 0.5, in: other.network)
        let plain = SafetensorsFile.bytes(of: [(name: "weight", tensor: .zeros([3, 2]))])
        #expect(
            problem(plain, wrong)
                == "f: metadata: \"format\" is missing, not preflight.checkpoint/1")
    }

    @Test func `no damage to a byte is a crash`() throws {
        var loop = made()
        loop.advance()
        let file = loop.checkpointFile()
        let header = 8 + Int(file[0]) + Int(file[1]) << 8
        for place in Array(0..<header) + Array((file.count - 300)..<file.count) {
            for mask: UInt8 in [0x01, 0x10, 0x80] {
                var damaged = file
                damaged[place] ^= mask
                try? loop.restore(file: damaged, path: "f")
            }
        }
        for length in Array(0..<header) + [file.count - 1] {
            #expect(throws: CheckpointError.self) {
                try loop.restore(file: file.prefix(length), path: "f")
            }
        }
    }
}
