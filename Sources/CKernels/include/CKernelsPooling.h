#pragma once

/// Pooling of images in NHWC order, forward and backward.

/// Windows over x[images, height, width, channels] that give
/// y[images, output_height, output_width, channels].
typedef struct {
    long images, height, width, channels;
    long output_height, output_width;
    /// Square windows; a `kernel` of 0 stands for adaptive bins: rows floor(i height /
    /// output_height) up to ceil((i + 1) height / output_height), and columns likewise.
    long kernel, stride, padding;
} PoolingShape;

/// One instance.
typedef struct {
    /// y = the largest value of each window; the padding never wins, a NaN always does.
    void (*_Nonnull max)(
        const PoolingShape *_Nonnull shape, const void *_Nonnull x, void *_Nonnull y);
    /// dx, overwritten: dy goes to the first largest value of its window in row-major order.
    void (*_Nonnull max_gradient)(
        const PoolingShape *_Nonnull shape, const void *_Nonnull x, const void *_Nonnull dy,
        void *_Nonnull dx);
    /// y = the sum of each window over kernel², or over the bin's own size.
    void (*_Nonnull average)(
        const PoolingShape *_Nonnull shape, const void *_Nonnull x, void *_Nonnull y);
    /// dx, overwritten
    void (*_Nonnull average_gradient)(
        const PoolingShape *_Nonnull shape, const void *_Nonnull dy, void *_Nonnull dx);
} PoolingTable;
