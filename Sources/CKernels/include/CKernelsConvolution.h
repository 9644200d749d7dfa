#pragma once

/// Convolution of images in NHWC order, forward and backward.
///
/// The instances with fused multiply-add give the same bits on every processor: each value is one
/// sum in one order, however many values a processor's registers hold.

/// A convolution of x[images, height, width, channels] with
/// weight[filters, kernel_height, kernel_width, channels].
typedef struct {
    long images, height, width, channels;
    long filters, kernel_height, kernel_width;
    long stride, padding;
} ConvolutionShape;

/// (height + 2 padding - kernel_height) / stride + 1
long convolution_output_height(const ConvolutionShape *_Nonnull shape);
/// (width + 2 padding - kernel_width) / stride + 1
long convolution_output_width(const ConvolutionShape *_Nonnull shape);

/// The bytes of working memory that each function of any instance needs for this shape.
long convolution_scratch_bytes(const ConvolutionShape *_Nonnull shape);

/// One instance; `scratch` is aligned to 64 bytes and starts with any content.
typedef struct {
    /// y[n, i, j, f] = bias[f] + sum over (r, s, c) of
    /// x[n, stride i + r - padding, stride j + s - padding, c] weight[f, r, s, c]
    void (*_Nonnull forward)(
        const ConvolutionShape *_Nonnull shape, const void *_Nonnull x,
        const void *_Nonnull weight, const void *_Nullable bias, void *_Nonnull y,
        void *_Nonnull scratch);
    /// dx, overwritten
    void (*_Nonnull input_gradient)(
        const ConvolutionShape *_Nonnull shape, const void *_Nonnull weight,
        const void *_Nonnull dy, void *_Nonnull dx, void *_Nonnull scratch);
    /// dweight and, where not null, dbias, overwritten
    void (*_Nonnull weight_gradient)(
        const ConvolutionShape *_Nonnull shape, const void *_Nonnull x, const void *_Nonnull dy,
        void *_Nonnull dweight, void *_Nullable dbias, void *_Nonnull scratch);
} ConvolutionTable;
