// The passes of a convolution on pairs of values rounded to bfloat16; sums are of float. Every
// element is one sum in one order. Matrix products are convolutions with kernels of one pixel.

/// As the Correlation of convolution/passes.h, of a source of `channels` values a pixel.
typedef struct {
    T(Correlation) all;
    long channels;
} HalfCorrelation;

static void half_chunks(const void *context, long from, long to, int lane) {
    const HalfCorrelation *h = context;
    const T(Correlation) *c = &h->all;
    const Windows *w = c->windows;
    float *picture = c->rooms + lane * c->room;
    for (long index = from; index < to; index++) {
        Chunk chunk = windows_chunk(w, index);
        half_pad(w, h->channels, c->source, chunk, picture);
        T(Panels) panels = {
            picture,
            c->target + w->target_start + chunk.image * w->target_image
                + chunk.row * w->target_row,
            c->inputs, c->outputs, c->taps, chunk.images * chunk.rows * w->grid_width,
            w->rows * w->run, w->filters, c->bias};
        T(correlate_panels)(&panels, c->weights);
    }
}

/// As `correlate` of convolution/passes.h.
static void half_correlate(
    const Windows *w, long channels, const float *source, const float *weights, const float *bias,
    float *target, char *scratch
) {
    int32_t *inputs = T(take)(&scratch, chunk_windows(w) * (long)sizeof(int32_t));
    int32_t *outputs = T(take)(&scratch, chunk_windows(w) * (long)sizeof(int32_t));
    int32_t *taps = T(take)(&scratch, w->rows * w->run * (long)sizeof(int32_t));
    long room = T(room)(chunk_picture(w));
    float *rooms = T(take)(&scratch, kernel_team_lanes() * room * (long)sizeof(float));
    windows_offsets(w, inputs, outputs);
    T(taps)(w, taps);
    HalfCorrelation work = {
        {w, source, weights, bias, target, inputs, outputs, taps, rooms, room}, channels};
    kernel_share(half_chunks, &work, chunk_count(w), 1);
}

static void half_convolve(
    const ConvolutionShape *s, const void *x, const void *weight, const void *bias, void *y,
    void *scratch
) {
    ConvolutionShape pairs = half_input_pairs(s);
    Windows w = half_windows(forward_windows(&pairs, sizeof(float)));
    long elements = w.rows * w.run, taps = s->kernel_height * s->kernel_width;
    char *rest = scratch;
    float *words = T(take)(&rest, s->filters * elements * (long)sizeof(float));
    float *packed =
        T(take)(&rest, elements * rounded_filters(s->filters) * (long)sizeof(float));
    half_channels(weight, s->filters * taps, s->channels, words);
    T(pack_filters)(words, s->filters, elements, packed);
    half_correlate(&w, s->channels, x, packed, bias, y, rest);
}

/// The taps of one phase, turned round, in panels of [row, column, pair of filters, channels].
static void half_pack_phase(
    const ConvolutionShape *s, PhaseAxis rows, PhaseAxis columns, const float *weight,
    float *packed
) {
    long filter_step = s->kernel_height * s->kernel_width * s->channels;
    for (long first = 0, lanes; first < s->channels; first += lanes) {
        lanes = T(panel_lanes)(s->channels - first);
        long count = smaller(lanes, s->channels - first);
        for (long i = rows.taps - 1; i >= 0; i--)
            for (long j = columns.taps - 1; j >= 0; j--) {
                long tap = (rows.phase + s->stride * i) * s->kernel_width
                    + columns.phase + s->stride * j;
                const float *from = weight + tap * s->channels + first;
                for (long f = 0; f < s->filters; f += 2, from += 2 * filter_step) {
                    half_couples(
                        from, f + 1 < s->filters ? from + filter_step : 0, count, packed);
                    memset(packed + count, 0, (size_t)(lanes - count) * sizeof(float));
                    packed += lanes;
                }
            }
    }
}

static void half_input_gradient(
    const ConvolutionShape *s, const void *weight, const void *dy, void *dx, void *scratch
) {
    ConvolutionShape pairs = half_output_pairs(s);
    if (s->stride > smaller(s->kernel_height, s->kernel_width))
        memset(dx, 0, (size_t)(s->images * s->height * s->width * s->channels) * sizeof(float));
    for (long i = 0; i < s->stride; i++)
        for (long j = 0; j < s->stride; j++) {
            PhaseAxis rows = phase_axis(i, s->height, s->kernel_height, s->stride, s->padding);
            PhaseAxis columns = phase_axis(j, s->width, s->kernel_width, s->stride, s->padding);
            if (rows.taps * columns.taps * rows.count * columns.count == 0) continue;
            Windows w = half_windows(phase_windows(&pairs, rows, columns, sizeof(float)));
            char *rest = scratch;
            float *packed = T(take)(
                &rest, w.rows * w.run * rounded_filters(s->channels) * (long)sizeof(float));
            half_pack_phase(s, rows, columns, weight, packed);
            half_correlate(&w, s->filters, dy, packed, 0, dx, rest);
        }
}

/// Where the couples of a chunk's windows start; `ends` says that a second one is missing.
static long half_places(
    const Windows *w, Chunk chunk, int32_t *inputs, int32_t *outputs, bool *ends
) {
    long count = 0, image_rows = picture_rows(w, w->chunk_rows);
    for (long image = 0; image < chunk.images; image++)
        for (long row = 0; row < chunk.rows; row++)
            for (long column = 0; column < w->grid_width; column += 2, count++) {
                inputs[count] = (int32_t)((image * image_rows + row * w->step) * w->pitch
                    + column * w->step * w->channels);
                outputs[count] = (int32_t)(image * w->target_image + row * w->target_row
                    + column * w->target_column);
                ends[count] = column + 1 == w->grid_width;
            }
    return count;
}

/// The couples of one panel's columns of dy.
static void half_gather(
    const float *dy, const int32_t *outputs, const bool *ends, long couples, long next,
    long columns, long lanes, float *packed
) {
    for (long i = 0; i < couples; i++, packed += lanes) {
        const float *first = dy + outputs[i];
        half_couples(first, ends[i] ? 0 : first + next, columns, packed);
        memset(packed + columns, 0, (size_t)(lanes - columns) * sizeof(float));
    }
}

/// What the threads of a team need for some panels of dweight, over all windows.
typedef struct {
    const Windows *windows;
    const float *x, *dy;
    const int32_t *taps;
    float *sums, *rooms;
    long room;
} HalfGradient;

/// A thread's room: places of couples, packed couples of dy, the picture.
static long half_room(const Windows *w) {
    return T(room)(
        3 * ((chunk_windows(w) + 15) & ~15L) + ReducedWindows * WIDE_LANES + chunk_picture(w));
}

static void half_panels(const void *context, long from, long to, int lane) {
    const HalfGradient *g = context;
    const Windows *w = g->windows;
    long places = (chunk_windows(w) + 15) & ~15L, elements = w->rows * w->run;
    int32_t *inputs = (int32_t *)(g->rooms + lane * g->room), *outputs = inputs + places;
    bool *ends = (bool *)(outputs + places);
    float *packed = g->rooms + lane * g->room + 3 * places;
    float *picture = packed + ReducedWindows * WIDE_LANES;
    for (long index = 0; index < chunk_count(w); index++) {
        Chunk chunk = windows_chunk(w, index);
        long couples = half_places(w, chunk, inputs, outputs, ends);
        half_couple(w, g->x, chunk, picture);
        const float *dy = g->dy + chunk.image * w->target_image + chunk.row * w->target_row;
        for (long at = 0; at < couples; at += ReducedWindows) {
            long count = smaller(ReducedWindows, couples - at);
            for (long panel = from; panel < to; panel++) {
                long first = panel * WIDE_LANES, lanes = T(panel_lanes)(w->filters - first);
                half_gather(
                    dy + first, outputs + at, ends + at, count, w->target_column,
                    smaller(lanes, w->filters - first), lanes, packed);
                (lanes == WIDE_LANES ? T(wide_reduce) : T(narrow_reduce))(
                    picture, inputs + at, count, g->taps, elements, packed,
                    g->sums + first * elements);
            }
        }
    }
}

static void half_weight_gradient(
    const ConvolutionShape *s, const void *x, const void *dy, void *dweight, void *dbias,
    void *scratch
) {
    (void)dbias;  // no product: the caller adds it up
    Windows w = half_windows(forward_windows(s, sizeof(float)));
    long elements = w.rows * w.run, wide = rounded_filters(s->filters), real = sizeof(float);
    long lanes = kernel_team_lanes(), panels = ceiling_divide(s->filters, WIDE_LANES);
    char *rest = scratch;
    float *sums = T(take)(&rest, elements * wide * real);
    memset(sums, 0, (size_t)(elements * wide * real));
    int32_t *taps = T(take)(&rest, elements * (long)sizeof(int32_t));
    float *rooms = T(take)(&rest, lanes * half_room(&w) * real);
    T(taps)(&w, taps);
    HalfGradient work = {&w, x, dy, taps, sums, rooms, half_room(&w)};
    // Every piece copies the pictures anew, so there are no more of them than threads.
    kernel_share(half_panels, &work, panels, ceiling_divide(panels, lanes));
    T(unpack_filters)(sums, s->filters, elements, dweight);
}
