#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "../convolution/geometry.h"
#include "CKernelsGrouped.h"

/// Whether the loops for square settings without groups and dilation do.
static inline bool grouped_is_plain(const GroupedShape *s) {
    return s->groups == 1 && s->dilation_height == 1 && s->dilation_width == 1
        && s->stride_height == s->stride_width && s->padding_height == s->padding_width;
}

static inline ConvolutionShape grouped_plain(const GroupedShape *s) {
    return (ConvolutionShape){
        s->images, s->height, s->width, s->channels, s->filters, s->kernel_height,
        s->kernel_width, s->stride_height, s->padding_height};
}

/// Whether each channel has one filter of its own.
static inline bool grouped_is_depthwise(const GroupedShape *s) {
    return s->groups == s->channels && s->groups == s->filters;
}

static inline long grouped_taps(const GroupedShape *s) {
    return s->kernel_height * s->kernel_width;
}

/// One image with zeros around and between its pixels, and the windows that slide over it: pixel
/// (i, j) is at (top + spread_rows i, left + spread_columns j), cropped where that lies outside;
/// window (i, j) starts at (step_rows i, step_columns j).
typedef struct {
    long height, width, channels;
    long top, left, spread_rows, spread_columns;
    long rows, columns;
    long grid_height, grid_width, step_rows, step_columns;
} Spread;

static inline Spread grouped_picture(const GroupedShape *s) {
    return (Spread){
        s->height, s->width, s->channels, s->padding_height, s->padding_width, 1, 1,
        s->height + 2 * s->padding_height, s->width + 2 * s->padding_width,
        grouped_output_height(s), grouped_output_width(s), s->stride_height, s->stride_width};
}

/// The windows over dy for dx: the filters turned round, with a step of 1 over dy with the stride's
/// zeros between.
static inline Spread grouped_gradient_picture(const GroupedShape *s) {
    long reach = s->dilation_height * (s->kernel_height - 1);
    long width = s->dilation_width * (s->kernel_width - 1);
    return (Spread){
        grouped_output_height(s), grouped_output_width(s), s->filters, reach - s->padding_height,
        width - s->padding_width, s->stride_height, s->stride_width, s->height + reach,
        s->width + width, s->height, s->width, 1, 1};
}

/// Where each window starts in the picture.
static inline void grouped_inputs(const Spread *p, int32_t *inputs) {
    for (long i = 0; i < p->grid_height; i++)
        for (long j = 0; j < p->grid_width; j++)
            *inputs++ = (int32_t)(
                (i * p->step_rows * p->columns + j * p->step_columns) * p->channels);
}

/// Where `channels` values under each tap lie from a window's start.
static inline void grouped_offsets(
    const GroupedShape *s, const Spread *p, long channels, int32_t *taps
) {
    for (long i = 0; i < s->kernel_height; i++)
        for (long j = 0; j < s->kernel_width; j++)
            for (long c = 0; c < channels; c++)
                *taps++ = (int32_t)(
                    (i * s->dilation_height * p->columns + j * s->dilation_width) * p->channels
                    + c);
}
