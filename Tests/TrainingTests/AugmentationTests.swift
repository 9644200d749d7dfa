import Networks
import Randomness
import Tensors
import Testing
import Training

private let key = RandomKey(key: 77, stream: 5)

/// Images of 5 rows, 4 columns and 3 channels, whose values are all different and none 0.
private func images(_ count: Int) -> Examples {
    let values = (0..<(count * 60)).map { Float($0 + 1) }
    return Examples(
        inputs: Tensor(values, shape: [count, 5, 4, 3]),
        targets: .classes((0..<count).map { Int32($0) }))
}

private func changed(
    _ steps: [Augmentation.Step], rows: [Int] = Array(0..<40), epoch: Int = 0
) -> [[Float]] {
    let batch = images(40).rows(rows)
    let found = Augmentation(steps, key: key)(batch, rows: rows, epoch: epoch)
    let values = found.inputs.scalars
    return rows.indices.map { Array(values[($0 * 60)..<(($0 + 1) * 60)]) }
}

private let all: [Augmentation.Step] = [
    .randomCrop(padding: 2), .horizontalFlip(probability: 0.5), .cutout(size: 2),
    .colorJitter(brightness: 0.2, contrast: 0.2, saturation: 0.2),
]

@Suite struct AugmentationTests {
    @Test func `what becomes of a row depends on epoch and row alone`() {
        let whole = changed(all, epoch: 3)
        #expect(changed(all, rows: [7, 2, 30], epoch: 3) == [whole[7], whole[2], whole[30]])
        #expect(zip(whole, changed(all, epoch: 4)).allSatisfy { $0 != $1 })
        let plain = changed([])
        #expect(zip(whole, plain).allSatisfy { $0 != $1 })
    }

    @Test func `a crop moves each image within its padding and lets 0 in`() {
        let plain = changed([])
        var moves: Set<[Int]> = []
        for (image, old) in zip(changed([.randomCrop(padding: 1)]), plain) {
            let all: [[Int]] = (0..<9).map { [$0 / 3 - 1, $0 % 3 - 1] }
            let fits = all.filter { (move: [Int]) -> Bool in
                (0..<60).allSatisfy { (place: Int) -> Bool in
                    let (y, x, c) = (place / 12 - move[0], place / 3 % 4 - move[1], place % 3)
                    let isInside = (0..<5).contains(y) && (0..<4).contains(x)
                    let wanted: Float = isInside ? old[(y * 4 + x) * 3 + c] : 0
                    return image[place] == wanted
                }
            }
            #expect(fits.count == 1)
            moves.formUnion(fits)
        }
        #expect(moves.count == 9)
    }

    @Test func `a flip mirrors as many images as its probability says`() {
        let plain = changed([])
        func mirrored(_ probability: Double) -> Int {
            var count = 0
            for (image, old) in zip(changed([.horizontalFlip(probability: probability)]), plain) {
                let mirror = (0..<60).map { (place: Int) -> Float in
                    let (y, x, c) = (place / 12, place / 3 % 4, place % 3)
                    return old[(y * 4 + 3 - x) * 3 + c]
                }
                #expect(image == old || image == mirror)
                count += image == mirror ? 1 : 0
            }
            return count
        }
        #expect(mirrored(0) == 0)
        #expect(mirrored(1) == 40)
        #expect((10...30).contains(mirrored(0.5)))
    }

    @Test func `cutout clears one square, in part where it reaches beyond the image`() {
        for (image, old) in zip(changed([.cutout(size: 3)]), changed([])) {
            let cleared = (0..<60).filter { image[$0] != old[$0] }
            #expect(cleared.allSatisfy { image[$0] == 0 })
            let rows = Set(cleared.map { $0 / 12 })
            let columns = Set(cleared.map { $0 / 3 % 4 })
            #expect(cleared.count == rows.count * columns.count * 3)
            #expect((2...3).contains(rows.count) && (2...3).contains(columns.count))
        }
    }

    @Test func `jitter keeps to its bounds`() {
        for (image, old) in zip(
            changed([.colorJitter(brightness: 2, contrast: 0, saturation: 0)]), changed([]))
        {
            let shifts = zip(image, old).map { $0 - $1 }
            #expect(shifts.allSatisfy { abs($0) <= 2 && abs($0 - shifts[0]) < 1e-2 })
        }
        for (image, old) in zip(
            changed([.colorJitter(brightness: 0, contrast: 0.5, saturation: 0)]), changed([]))
        {
            let mean: Float = old.reduce(0, +) / 60
            let scale: Float = (image[59] - mean) / (old[59] - mean)
            #expect((0.5...1.5).contains(scale))
            let first: Float = (old[0] - mean) * scale + mean
            #expect(abs(image[0] - first) < 1e-2)
        }
        for (image, old) in zip(
            changed([.colorJitter(brightness: 0, contrast: 0, saturation: 0.5)]), changed([]))
        {
            #expect(abs(image[1] - old[1]) < 1e-2)
            #expect((0.49...1.51).contains(image[2] - image[1]))
        }
    }

    @Test func `a loader changes its batches, and double precision stays`() {
        let loader = DataLoader(
            images(10), batchSize: 4, augmentation: Augmentation(all, key: key))
        let found = Array(loader.batches(epoch: 2)).flatMap { $0.inputs.scalars }
        #expect(found == changed(all, rows: Array(0..<10), epoch: 2).flatMap { $0 })
        let double = Examples(
            inputs: images(2).inputs.converted(to: .float64), targets: .classes([0, 1]))
        let changes = Augmentation(all, key: key)
        #expect(changes(double, rows: [0, 1], epoch: 0).inputs.type == .float64)
    }
}

/// The classes of an image's pixels follow the image.
@Suite struct MaskAugmentationTests {
    /// Images of one channel whose values name their pixels, and the same as classes.
    private func masked(_ count: Int) -> Examples {
        let numbers = (0..<(count * 20)).map { $0 % 20 + 1 }
        return Examples(
            inputs: Tensor(numbers.map(Float.init), shape: [count, 5, 4, 1]),
            targets: .classes(numbers.map(Int32.init)))
    }

    private func changed(
        _ steps: [Augmentation.Step], ignoredClass: Int32? = 99
    ) -> (images: [Float], masks: [Int32]) {
        let batch = masked(40)
        let found = Augmentation(steps, ignoredClass: ignoredClass, key: key)(
            batch, rows: Array(0..<40), epoch: 0)
        guard case .classes(let masks) = found.targets else { return ([], []) }
        return (found.inputs.scalars, masks)
    }

    static let moving: [[Augmentation.Step]] = [
        [.horizontalFlip(probability: 0.5)], [.randomCrop(padding: 2)], [.cutout(size: 3)],
        [.cutout(size: 2), .horizontalFlip(probability: 0.7), .randomCrop(padding: 1)],
    ]

    @Test(arguments: moving)
    func `a mask is moved, mirrored and cleared as its image is`(_ steps: [Augmentation.Step]) {
        let (images, masks) = changed(steps)
        #expect(images.map { $0 == 0 ? 99 : Int32($0) } == masks)
        #expect(masks != (0..<800).map { Int32($0 % 20 + 1) })
    }

    @Test func `colours leave masks alone`() {
        let (images, masks) = changed([
            .colorJitter(brightness: 0.5, contrast: 0.5, saturation: 0.5)
        ])
        #expect(masks == (0..<800).map { Int32($0 % 20 + 1) })
        #expect(images != masks.map(Float.init))
    }

    @Test func `a cleared square keeps its classes where none is left out`() {
        let (images, masks) = changed([.cutout(size: 3)], ignoredClass: nil)
        #expect(images.contains(0))
        #expect(masks == (0..<800).map { Int32($0 % 20 + 1) })
    }

    @Test func `an image is changed alike whether it has a mask or a class`() {
        for steps in Self.moving {
            let batch = masked(40)
            let alone = Augmentation(steps, key: key)(
                Examples(inputs: batch.inputs, targets: .classes([Int32](repeating: 1, count: 40))),
                rows: Array(0..<40), epoch: 0)
            #expect(alone.inputs.scalars == changed(steps).images)
            guard case .classes(let classes) = alone.targets else {
                Issue.record("no classes")
                continue
            }
            #expect(classes == [Int32](repeating: 1, count: 40))
        }
    }

    @Test func `targets that can't follow are objected to`() {
        let flip = Augmentation([.horizontalFlip(probability: 0.5)], key: key)
        let crop = Augmentation([.randomCrop(padding: 1)], key: key)
        let colours = Augmentation(
            [.colorJitter(brightness: 1, contrast: 0, saturation: 0)], key: key)
        func objection(_ change: Augmentation, _ positions: Int, _ values: Int = 0) -> String? {
            change.objection(height: 5, width: 4, positions: positions, values: values)
        }
        #expect(objection(flip, 1) == nil && objection(crop, 1) == nil)
        #expect(objection(flip, 20) == nil)
        #expect(objection(crop, 20)?.contains("ignored-class") == true)
        #expect(objection(flip, 4)?.contains("the 4 classes of a row") == true)
        #expect(objection(flip, 1, 40)?.contains("the 40 values of a row") == true)
        #expect(objection(flip, 1, 3) == nil)
        #expect(objection(colours, 4) == nil && objection(colours, 1, 20) == nil)
        let ignoring = Augmentation([.randomCrop(padding: 1)], ignoredClass: 0, key: key)
        #expect(objection(ignoring, 20) == nil)
    }
}
