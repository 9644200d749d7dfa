internal import CKernels

/// A number for each axis of an image; `2` stands for both.
public struct AxisPair: Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    /// Along the rows of pixels.
    public var height: Int
    /// Along the pixels of a row.
    public var width: Int

    /// Makes a pair of two numbers.
    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }

    /// Makes a pair of one number for both axes.
    public init(_ both: Int) { self.init(height: both, width: both) }

    /// Makes a pair of one number for both axes, as `2` does.
    public init(integerLiteral both: Int) { self.init(both) }

    /// `[height, width]`
    public var description: String { "[\(height), \(width)]" }
}

/// How a convolution's windows lie on an image, in pixels.
public struct ConvolutionSettings: Hashable, Sendable {
    /// From one window to the next.
    public var stride: AxisPair
    /// Zeros added on both sides of the image.
    public var padding: AxisPair
    /// From one value of a window to the next.
    public var dilation: AxisPair
    /// The channels and the filters are divided into as many groups; each group of filters reads
    /// its own group of channels.
    public var groups: Int

    /// Makes settings; as they stand: every window, no padding, no gaps, one group. A convolution
    /// traps where a stride, a dilation or the groups are not above 0, or a padding is below 0.
    public init(
        stride: AxisPair = 1, padding: AxisPair = 0, dilation: AxisPair = 1, groups: Int = 1
    ) {
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.groups = groups
    }

    /// How many pixels a window of `kernel` values covers.
    func extent(of kernel: AxisPair) -> AxisPair {
        AxisPair(
            height: dilation.height * (kernel.height - 1) + 1,
            width: dilation.width * (kernel.width - 1) + 1)
    }

    func requireUsable(_ name: StaticString) {
        require(
            min(stride.height, stride.width, dilation.height, dilation.width, groups) > 0
                && min(padding.height, padding.width) >= 0,
            "\(name) needs a stride, a dilation and groups of 1 or more and a padding of 0 or more,"
                + " not \(stride), \(dilation), \(groups) and \(padding)")
    }
}

extension Node.Setting {
    init(_ settings: ConvolutionSettings) {
        whole = SIMD8(
            Int32(settings.stride.height), Int32(settings.stride.width),
            Int32(settings.padding.height), Int32(settings.padding.width),
            Int32(settings.dilation.height), Int32(settings.dilation.width),
            Int32(settings.groups), 0)
    }

    var convolution: ConvolutionSettings {
        func pair(_ index: Int) -> AxisPair {
            AxisPair(height: Int(whole[index]), width: Int(whole[index + 1]))
        }
        return ConvolutionSettings(
            stride: pair(0), padding: pair(2), dilation: pair(4), groups: Int(whole[6]))
    }
}

extension GroupedShape {
    /// Images of `shape` [n, h, w, c] and `filters` of shape [f, kh, kw, c / groups].
    init(images shape: [Int], filters: Shape, _ settings: ConvolutionSettings) {
        self.init(
            images: shape[0], height: shape[1], width: shape[2], channels: shape[3],
            filters: filters[0], kernel_height: filters[1], kernel_width: filters[2],
            stride_height: settings.stride.height, stride_width: settings.stride.width,
            padding_height: settings.padding.height, padding_width: settings.padding.width,
            dilation_height: settings.dilation.height, dilation_width: settings.dilation.width,
            groups: settings.groups)
    }
}
