#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "CKernelsConvolution.h"

/// A sliding window over images: what forward, dx (of each phase of the stride) and dweight share.
/// Windows lie in a padded picture, where window (i, j) starts at (step i, step j); `rows` runs of
/// `run` contiguous values make a window.
typedef struct {
    long images, height, width, channels;  ///< of the source
    long top, left;                        ///< zeros around the source; negative: cropped
    long step, rows, run;
    long grid_height, grid_width;
    long filters;
    /// Where window (i, j) of image n has its values in the target.
    long target_start, target_image, target_row, target_column;
    /// The source needs no padded copy.
    bool direct;
    long pitch;  ///< values between two rows of the (padded) picture
    /// A chunk is a group of images or a band of rows of one image.
    long chunk_images, chunk_rows;
} Windows;

/// The windows `image ..< image + images`, rows `row ..< row + rows` of each.
typedef struct {
    long image, images, row, rows;
} Chunk;

enum {
    ChunkBytes = 192 * 1024,   ///< of padded picture, so that it stays in the second-level cache
    ChunkWindows = 2048,
    SegmentBytes = 20 * 1024,  ///< of packed weights, so that they stay in the first-level cache
    ReducedWindows = 192,      ///< summed at a time for dweight
    WidestPanel = 128,         ///< bytes
    WinogradTiles = 48,        ///< transformed at a time
};

static inline long smaller(long a, long b) { return a < b ? a : b; }
static inline long larger(long a, long b) { return a > b ? a : b; }
static inline long ceiling_divide(long a, long b) { return (a + b - 1) / b; }

/// The columns of packed weights: full panels of the widest kind.
static inline long rounded_filters(long filters) { return (filters + 31) / 32 * 32; }

/// Rows of the picture that `rows` rows of windows cover.
static inline long picture_rows(const Windows *w, long rows) {
    return (rows - 1) * w->step + w->rows;
}

/// Sets how the source is read, and the chunks; the rest of the fields must be set.
static inline void windows_finish(Windows *w, long value_bytes) {
    long covered_width = (w->grid_width - 1) * w->step + w->run / w->channels;
    w->direct = w->top == 0 && w->left == 0 && covered_width <= w->width
        && picture_rows(w, w->grid_height) <= w->height;
    w->pitch = (w->direct ? w->width : covered_width) * w->channels;
    long limit = ChunkBytes / value_bytes;
    long image = picture_rows(w, w->grid_height) * w->pitch;
    long positions = w->grid_height * w->grid_width;
    if (image <= limit && positions <= ChunkWindows) {
        long images = smaller(limit / larger(image, 1), ChunkWindows / larger(positions, 1));
        w->chunk_images = larger(smaller(images, w->images), 1);
        w->chunk_rows = w->grid_height;
    } else {
        long rows = (limit / w->pitch - w->rows) / w->step + 1;
        rows = smaller(rows, ChunkWindows / w->grid_width);
        w->chunk_images = 1;
        w->chunk_rows = larger(smaller(rows, w->grid_height), 1);
    }
}

static inline long chunk_count(const Windows *w) {
    return ceiling_divide(w->images, w->chunk_images)
        * ceiling_divide(w->grid_height, w->chunk_rows);
}

static inline Chunk windows_chunk(const Windows *w, long index) {
    long bands = ceiling_divide(w->grid_height, w->chunk_rows);
    long image = index / bands * w->chunk_images, row = index % bands * w->chunk_rows;
    return (Chunk){image, smaller(w->chunk_images, w->images - image), row,
                   smaller(w->chunk_rows, w->grid_height - row)};
}

static inline long chunk_windows(const Windows *w) {
    return w->chunk_images * w->chunk_rows * w->grid_width;
}

/// Values of a chunk's padded picture.
static inline long chunk_picture(const Windows *w) {
    return w->direct ? 0 : w->chunk_images * picture_rows(w, w->chunk_rows) * w->pitch;
}

/// Where each window of a chunk starts in the picture and in the target.
static inline void windows_offsets(const Windows *w, int32_t *inputs, int32_t *outputs) {
    long image_rows = w->direct ? w->height : picture_rows(w, w->chunk_rows);
    for (long image = 0; image < w->chunk_images; image++)
        for (long row = 0; row < w->chunk_rows; row++)
            for (long column = 0; column < w->grid_width; column++) {
                *inputs++ = (int32_t)((image * image_rows + row * w->step) * w->pitch
                    + column * w->step * w->channels);
                *outputs++ = (int32_t)(image * w->target_image + row * w->target_row
                    + column * w->target_column);
            }
}

/// Whether the values of the windows of a chunk lie one after the other in the target.
static inline bool windows_adjacent(const Windows *w) {
    return w->target_column == w->filters && w->target_row == w->grid_width * w->filters
        && w->target_image == w->grid_height * w->target_row;
}

/// The windows of the forward pass; the target is y.
static inline Windows forward_windows(const ConvolutionShape *s, long value_bytes) {
    long height = convolution_output_height(s), width = convolution_output_width(s);
    Windows w = {
        .images = s->images, .height = s->height, .width = s->width, .channels = s->channels,
        .top = s->padding, .left = s->padding, .step = s->stride,
        .rows = s->kernel_height, .run = s->kernel_width * s->channels,
        .grid_height = height, .grid_width = width, .filters = s->filters,
        .target_image = height * width * s->filters, .target_row = width * s->filters,
        .target_column = s->filters,
    };
    windows_finish(&w, value_bytes);
    return w;
}

/// One axis of one phase of dx. With h + padding = stride q + phase, dx[h] is the sum over j of
/// dy[q - j] weight[stride j + phase].
typedef struct {
    long phase, taps, first, count, lead;
} PhaseAxis;

static inline PhaseAxis phase_axis(long phase, long size, long kernel, long stride, long padding) {
    long taps = phase < kernel ? ceiling_divide(kernel - phase, stride) : 0;
    long q = larger(ceiling_divide(padding - phase, stride), 0);
    long first = stride * q + phase - padding;
    long count = first < size ? ceiling_divide(size - first, stride) : 0;
    return (PhaseAxis){phase, taps, first, count, taps - 1 - q};
}

/// The windows over dy for one phase of dx; the target is dx.
static inline Windows phase_windows(
    const ConvolutionShape *s, PhaseAxis rows, PhaseAxis columns, long value_bytes
) {
    Windows w = {
        .images = s->images, .height = convolution_output_height(s),
        .width = convolution_output_width(s), .channels = s->filters,
        .top = rows.lead, .left = columns.lead, .step = 1,
        .rows = rows.taps, .run = columns.taps * s->filters,
        .grid_height = rows.count, .grid_width = columns.count, .filters = s->channels,
        .target_start = (rows.first * s->width + columns.first) * s->channels,
        .target_image = s->height * s->width * s->channels,
        .target_row = s->stride * s->width * s->channels, .target_column = s->stride * s->channels,
    };
    windows_finish(&w, value_bytes);
    return w;
}

/// Channels that fill half a panel of dx or less.
static inline bool scatter_fits(const ConvolutionShape *s) { return s->channels <= 8; }

/// The picture that the windows of a forward pass cover, and at least all of x.
static inline long scatter_rows(const ConvolutionShape *s) { return s->height + 2 * s->padding; }
static inline long scatter_pitch(const ConvolutionShape *s) {
    return (s->width + 2 * s->padding) * s->channels;
}

/// Values of the packed filters, and of a thread's room.
static inline long scatter_packed(const ConvolutionShape *s) {
    return s->filters * (s->kernel_height * s->kernel_width * s->channels + 16);
}
static inline long scatter_room(const ConvolutionShape *s) {
    long taps = s->kernel_height * s->kernel_width;
    return convolution_output_height(s) * taps * s->channels
        + scatter_rows(s) * scatter_pitch(s) + 64;
}

/// A convolution of 3 by 3 with a stride of 1 as products of transformed tiles of 4 by 4 values,
/// which overlap by 2, with transformed filters. Dimensions of the source, then of the target.
typedef struct {
    long images, height, width, channels;
    long target_height, target_width, filters;
    long padding;
    long rows, columns;  ///< of tiles that cover the target, 2 by 2 values each
} Winograd;

static inline Winograd winograd_tiles(Winograd w) {
    w.rows = ceiling_divide(w.target_height, 2);
    w.columns = ceiling_divide(w.target_width, 2);
    return w;
}

/// Images with few tiles or channels gain nothing.
static inline bool winograd_fits(const ConvolutionShape *s) {
    long tiles = s->images * ceiling_divide(convolution_output_height(s), 2)
        * ceiling_divide(convolution_output_width(s), 2);
    return s->kernel_height == 3 && s->kernel_width == 3 && s->stride == 1 && s->padding <= 2
        && s->channels % 16 == 0 && s->filters % 16 == 0 && tiles >= 16;
}

static inline Winograd winograd_forward(const ConvolutionShape *s) {
    return winograd_tiles((Winograd){
        s->images, s->height, s->width, s->channels, convolution_output_height(s),
        convolution_output_width(s), s->filters, s->padding, 0, 0});
}

/// dx as a convolution of dy with the filters turned round.
static inline Winograd winograd_input_gradient(const ConvolutionShape *s) {
    return winograd_tiles((Winograd){
        s->images, convolution_output_height(s), convolution_output_width(s), s->filters,
        s->height, s->width, s->channels, 2 - s->padding, 0, 0});
}

/// Values from one tile to the next in a plane of transformed tiles. Powers of two would meet in
/// the same sets of the caches; so would planes.
static inline long winograd_pitch(long channels) { return channels + 16; }
static inline long winograd_plane(long channels) {
    return WinogradTiles * winograd_pitch(channels) + 80;
}

/// Values of the planes of both sides of a group of tiles.
static inline long winograd_planes(long channels, long filters) {
    return 16 * (winograd_plane(channels) + winograd_plane(filters));
}

/// The working memory of each of the three passes, shared by `lanes` threads.
static inline long winograd_bytes(const ConvolutionShape *s, long lanes) {
    long channels = rounded_filters(s->channels), filters = rounded_filters(s->filters);
    long weights = 16 * (channels * filters + 80);
    long values = weights + lanes * (winograd_planes(channels, filters) + 32) + channels + filters;
    return values * 8 + (2 * WinogradTiles + larger(channels, filters)) * 4 + 2048;
}
