internal import Foundation
internal import Jobs

/// A grey picture that is drawn square by square.
struct GreyImage {
    let width: Int
    let height: Int
    private var pixels: Data

    /// All of one shade.
    init(width: Int, height: Int, shade: UInt8 = 0) {
        self.width = width
        self.height = height
        pixels = Data(repeating: shade, count: width * height)
    }

    mutating func fill(_ shade: UInt8, x: Int, y: Int, size: Int) {
        for row in y..<min(y + size, height) {
            for column in x..<min(x + size, width) { pixels[row * width + column] = shade }
        }
    }

    func picture(_ caption: String) -> Picture {
        Picture(caption: caption, width: width, height: height, channels: 1, pixels: pixels)
    }
}
