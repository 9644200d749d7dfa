internal import Randomness

/// What the draws for one image ask for.
enum ImageChange {
    case move(down: Int, right: Int)
    case mirror
    case clear(rows: Range<Int>, columns: Range<Int>)
    case tint(shift: Float, scale: Float, color: Float)

    /// Draws what a step does to an image; nil for nothing.
    init?(_ step: Augmentation.Step, height: Int, width: Int, _ stream: inout RandomStream) {
        switch step {
        case .randomCrop(let padding):
            let span = UInt64(2 * padding + 1)
            let down = Int(stream.integer(below: span)) - padding
            self = .move(down: down, right: Int(stream.integer(below: span)) - padding)
        case .horizontalFlip(let probability):
            guard stream.uniform() < probability else { return nil }
            self = .mirror
        case .cutout(let size):
            let row = Int(stream.integer(below: UInt64(height))) - size / 2
            let column = Int(stream.integer(below: UInt64(width))) - size / 2
            self = .clear(rows: row..<(row + size), columns: column..<(column + size))
        case .colorJitter(let brightness, let contrast, let saturation):
            func draw(_ spread: Double) -> Float { Float(spread * (2 * stream.uniform() - 1)) }
            let shift = draw(brightness)
            let scale = 1 + draw(contrast)
            self = .tint(shift: shift, scale: scale, color: 1 + draw(saturation))
        }
    }
}

/// One image in memory, [height, width, channels], or the classes of its pixels, to be changed in
/// place.
struct ImagePixels<Value> {
    let values: UnsafeMutableBufferPointer<Value>
    let height: Int
    let width: Int
    let channels: Int
    /// What stands where the image has nothing; nil where such pixels keep what they have.
    let nothing: Value?

    /// Moves, mirrors or clears; a tint is for images alone.
    func change(_ change: ImageChange) {
        switch change {
        case .move(let down, let right): move(down: down, right: right)
        case .mirror: mirror()
        case .clear(let rows, let columns): clear(rows: rows, columns: columns)
        case .tint: break
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
                        isInside
                        ? old[(fromY * width + fromX) * channels + c]
                        : nothing ?? old[(y * width + x) * channels + c]
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
        guard let nothing else { return }
        for y in rows.clamped(to: 0..<height) {
            for x in columns.clamped(to: 0..<width) {
                for c in 0..<channels { values[(y * width + x) * channels + c] = nothing }
            }
        }
    }

}

extension ImagePixels<Float> {
    /// Changes brightness and contrast, and the saturation of three channels.
    func tint(shift: Float, scale: Float, color: Float) {
        spread(scale, plus: shift)
        if channels == 3 { saturate(color) }
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
