internal import Randomness

/// One image in memory, [height, width, channels], to be changed in place.
struct ImagePixels {
    let values: UnsafeMutableBufferPointer<Float>
    let height: Int
    let width: Int
    let channels: Int

    mutating func change(_ step: Augmentation.Step, _ stream: inout RandomStream) {
        switch step {
        case .randomCrop(let padding):
            let span = UInt64(2 * padding + 1)
            let down = Int(stream.integer(below: span)) - padding
            let right = Int(stream.integer(below: span)) - padding
            move(down: down, right: right)
        case .horizontalFlip(let probability):
            if stream.uniform() < probability { mirror() }
        case .cutout(let size):
            let row = Int(stream.integer(below: UInt64(height))) - size / 2
            let column = Int(stream.integer(below: UInt64(width))) - size / 2
            clear(rows: row..<(row + size), columns: column..<(column + size))
        case .colorJitter(let brightness, let contrast, let saturation):
            func draw(_ spread: Double) -> Float { Float(spread * (2 * stream.uniform() - 1)) }
            let shift = draw(brightness)
            let scale = 1 + draw(contrast)
            let color = 1 + draw(saturation)
            spread(scale, plus: shift)
            if channels == 3 { saturate(color) }
        }
    }

    private func move(down: Int, right: Int) {
        let old = Array(values)
        for y in 0..<height {
            for x in 0..<width {
                let (fromY, fromX) = (y - down, x - right)
                let isInside = (0..<height).contains(fromY) && (0..<width).contains(fromX)
                for c in 0..<channels {
                    values[(y * width + x) * channels + c] =
                        isInside ? old[(fromY * width + fromX) * channels + c] : 0
                }
            }
        }
    }

    private func mirror() {
        for y in 0..<height {
            for x in 0..<(width / 2) {
                for c in 0..<channels {
                    values.swapAt(
                        (y * width + x) * channels + c,
                        (y * width + width - 1 - x) * channels + c)
                }
            }
        }
    }

    private func clear(rows: Range<Int>, columns: Range<Int>) {
        for y in rows.clamped(to: 0..<height) {
            for x in columns.clamped(to: 0..<width) {
                for c in 0..<channels { values[(y * width + x) * channels + c] = 0 }
            }
        }
    }

    private func spread(_ scale: Float, plus shift: Float) {
        let mean = Float(values.reduce(0.0) { $0 + Double($1) } / Double(max(values.count, 1)))
        for index in values.indices {
            values[index] = (values[index] - mean) * scale + mean + shift
        }
    }

    private func saturate(_ scale: Float) {
        for pixel in stride(from: 0, to: values.count, by: 3) {
            let gray = (values[pixel] + values[pixel + 1] + values[pixel + 2]) / 3
            for c in pixel..<(pixel + 3) { values[c] = (values[c] - gray) * scale + gray }
        }
    }
}
