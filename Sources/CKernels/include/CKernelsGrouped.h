#pragma once

/// Convolution of images in NHWC order with dilation, groups, and settings for each axis, forward
/// and backward. It takes the loops of `CKernelsConvolution.h` where those settings allow it.

/// A convolution of x[images, height, width, channels] with
/// weight[filters, kernel_height, kernel_width, channels / groups]. Group g of the filters reads
/// group g of the channels.
typedef struct {
    long images, height, width, channels;
    long filters, kernel_height, kernel_width;
    long stride_height, stride_width;
    long padding_height, padding_width;
    long dilation_height, dilation_width;
    long groups;
} GroupedShape;

/// (height + 2 padding - dilation (kernel - 1) - 1) / stride + 1
long grouped_output_height(const GroupedShape *_Nonnull shape);
long grouped_output_width(const GroupedShape *_Nonnull shape);

/// The bytes of working memory that each function of any instance needs for this shape.
long grouped_scratch_bytes(const GroupedShape *_Nonnull shape);

/// One instance; `scratch` is aligned to 64 bytes and starts with any content.
typedef struct {
    /// y[n, i, j, f] = bias[f] + sum over (r, s, c) of x[n, stride i + dilation r - padding,
    /// stride j + dilation s - padding, c of f's group] weight[f, r, s, c]
    void (*_Nonnull forward)(
        const GroupedShape *_Nonnull shape, const void *_Nonnull x, const void *_Nonnull weight,
        const void *_Nullable bias, void *_Nonnull y, void *_Nonnull scratch);
    /// dx, overwritten
    void (*_Nonnull input_gradient)(
        const GroupedShape *_Nonnull shape, const void *_Nonnull weight, const void *_Nonnull dy,
        void *_Nonnull dx, void *_Nonnull scratch);
    /// dweight and, where not null, dbias, overwritten
    void (*_Nonnull weight_gradient)(
        const GroupedShape *_Nonnull shape, const void *_Nonnull x, const void *_Nonnull dy,
        void *_Nonnull dweight, void *_Nullable dbias, void *_Nonnull scratch);
} GroupedTable;
