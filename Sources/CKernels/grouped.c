#include "grouped/geometry.h"

static long output(long size, long padding, long dilation, long kernel, long stride) {
    return (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
}

long grouped_output_height(const GroupedShape *s) {
    return output(
        s->height, s->padding_height, s->dilation_height, s->kernel_height, s->stride_height);
}

long grouped_output_width(const GroupedShape *s) {
    return output(s->width, s->padding_width, s->dilation_width, s->kernel_width, s->stride_width);
}

static long spread_bytes(const Spread *p) {
    return (p->rows * p->columns * p->channels + 32) * 8 + p->grid_height * p->grid_width * 8;
}

long grouped_scratch_bytes(const GroupedShape *s) {
    if (grouped_is_plain(s)) {
        ConvolutionShape plain = grouped_plain(s);
        return convolution_scratch_bytes(&plain);
    }
    Spread forward = grouped_picture(s), gradient = grouped_gradient_picture(s);
    long channels = s->channels / s->groups, filters = s->filters / s->groups;
    long weights = larger(
        (grouped_taps(s) * channels + 1) * rounded_filters(filters) * s->groups,
        grouped_taps(s) * filters * rounded_filters(channels));
    long taps = grouped_taps(s) * larger(channels, filters);
    return larger(spread_bytes(&forward), spread_bytes(&gradient))
        + (weights + rounded_filters(s->channels) * (grouped_taps(s) + 1)) * 8 + taps * 4
        + ReducedWindows * WidestPanel + 1024;
}
