public import Foundation

/// A small picture, such as one input as the network sees it.
public struct Picture: Hashable, Sendable, Codable {
    public var caption: String
    public var width: Int
    public var height: Int
    /// 1 for grey, 3 for red, green, blue.
    public var channels: Int
    /// 8-bit values, row by row, channels together; base64 in JSON.
    public var pixels: Data

    public init(caption: String, width: Int, height: Int, channels: Int, pixels: Data) {
        self.caption = caption
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }
}
