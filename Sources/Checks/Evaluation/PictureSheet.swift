internal import Foundation
internal import Jobs

/// Small pictures of one size in rows of eight, all to one scale.
struct PictureSheet {
    /// How values become shades.
    enum Scale {
        /// 0 is grey, the largest size black or white.
        case signed
        /// 0 is black, the largest white.
        case positive
        /// The smallest is black, the largest white.
        case stretched
    }

    /// A tile is brought to about this many pixels.
    private static let side = 24
    private static let largest = 32
    private static let columns = 8
    private static let gap = 2

    private let height: Int
    private let width: Int
    private let channels: Int
    private let tiles: [[Float]]

    /// - Parameters:
    ///   - tiles: each [height, width, channels]; other than 1 or 3 channels are averaged.
    ///   - shape: that of a tile.
    init(_ tiles: [[Float]], shape: [Int]) {
        (height, width) = (shape[0], shape[1])
        let all = shape[2]
        channels = all == 3 ? 3 : 1
        self.tiles =
            all == 1 || all == 3
            ? tiles
            : tiles.map { tile in
                stride(from: 0, to: tile.count, by: all).map { start in
                    tile[start..<(start + all)].reduce(0, +) / Float(all)
                }
            }
    }

    func picture(_ caption: String, _ scale: Scale) -> Picture {
        let step = (max(height, width) + Self.largest - 1) / Self.largest
        let (rows, columns) = ((height + step - 1) / step, (width + step - 1) / step)
        let factor = max(1, Self.side / max(rows, columns))
        let across = min(tiles.count, Self.columns)
        let down = (tiles.count + Self.columns - 1) / Self.columns
        let (tileWidth, tileHeight) = (columns * factor + Self.gap, rows * factor + Self.gap)
        let (sheetWidth, sheetHeight) = (across * tileWidth, down * tileHeight)
        var pixels = Data(repeating: 0, count: sheetWidth * sheetHeight * channels)
        let shade = shade(scale)
        for (index, tile) in tiles.enumerated() {
            let (left, top) = (
                index % Self.columns * tileWidth, index / Self.columns * tileHeight
            )
            for y in 0..<(rows * factor) {
                for x in 0..<(columns * factor) {
                    let source = (y / factor * step * width + x / factor * step) * channels
                    let target = ((top + y) * sheetWidth + left + x) * channels
                    for channel in 0..<channels {
                        pixels[target + channel] = shade(tile[source + channel])
                    }
                }
            }
        }
        return Picture(
            caption: caption, width: sheetWidth, height: sheetHeight, channels: channels,
            pixels: pixels)
    }

    private func shade(_ scale: Scale) -> (Float) -> UInt8 {
        let values = tiles.lazy.flatMap { $0 }.filter(\.isFinite)
        let (least, most) = (values.min() ?? 0, values.max() ?? 0)
        let bounds: (low: Float, high: Float)
        switch scale {
        case .signed:
            let size = max(-least, most)
            bounds = (-size, size)
        case .positive: bounds = (0, most)
        case .stretched: bounds = (least, most)
        }
        let span = bounds.high - bounds.low
        return { value in
            guard value.isFinite, span > 0 else { return scale == .signed ? 128 : 0 }
            return UInt8(max(0, min(255, ((value - bounds.low) / span * 255).rounded())))
        }
    }
}
