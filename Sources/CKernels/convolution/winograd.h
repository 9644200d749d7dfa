// Included once per instruction set and scalar type, by `passes.h`. Minimal filtering F(2x2, 3x3):
// Y = A'[(G g G') * (B' d B)]A by tile d, with 16 products where the sum itself takes 36. Source:
// Lavin and Gray 2016, arXiv 1509.09308. Vectors run along the channels.

/// Rows of B' times four values.
INLINE void T(winograd_row)(V a, V b, V c, V d, V *out) {
    out[0] = a - c;
    out[1] = b + c;
    out[2] = c - b;
    out[3] = b - d;
}

/// Where a tile's 16 values lie; `zero` where they are beyond the image.
static void T(winograd_places)(
    const Winograd *w, const REAL *source, long tile, const REAL *zero, const REAL **places
) {
    long column = tile % w->columns * 2 - w->padding;
    long row = tile / w->columns % w->rows * 2 - w->padding;
    const REAL *image =
        source + tile / w->columns / w->rows * w->height * w->width * w->channels;
    for (long i = 0; i < 4; i++)
        for (long j = 0; j < 4; j++) {
            bool inside = row + i >= 0 && row + i < w->height && column + j >= 0
                && column + j < w->width;
            *places++ = inside ? image + ((row + i) * w->width + column + j) * w->channels : zero;
        }
}

/// Row i of B' d B of one tile, whose values lie at `d`.
INLINE void T(winograd_source_row)(
    const REAL *const *d, long channels, long plane, REAL *planes, const int i
) {
    const int left[4] = {0, 1, 2, 1}, right[4] = {2, 2, 1, 3};
    for (long c = 0; c < channels; c += LANES) {
        V row[4], result[4];
        _Pragma("clang loop unroll(full)") for (int j = 0; j < 4; j++) {
            V a = T(load)(d[left[i] * 4 + j] + c), b = T(load)(d[right[i] * 4 + j] + c);
            row[j] = i == 1 ? a + b : a - b;
        }
        T(winograd_row)(row[0], row[1], row[2], row[3], result);
        _Pragma("clang loop unroll(full)") for (int j = 0; j < 4; j++)
            T(store)(planes + (i * 4 + j) * plane + c, result[j]);
    }
}

/// planes[k][tile] = B' d B for `count` tiles from `first`, rows `from ..< to` of it.
static void T(winograd_source)(
    const Winograd *w, const REAL *source, long first, long count, const REAL *zero, REAL *planes,
    long from, long to
) {
    const REAL *d[16];
    long plane = winograd_plane(w->channels), pitch = winograd_pitch(w->channels);
    for (long tile = 0; tile < count; tile++, planes += pitch) {
        T(winograd_places)(w, source, first + tile, zero, d);
        for (long i = from; i < to; i++) switch (i) {
            case 0: T(winograd_source_row)(d, w->channels, plane, planes, 0); break;
            case 1: T(winograd_source_row)(d, w->channels, plane, planes, 1); break;
            case 2: T(winograd_source_row)(d, w->channels, plane, planes, 2); break;
            default: T(winograd_source_row)(d, w->channels, plane, planes, 3);
            }
    }
}

/// target = A' planes A + bias
static void T(winograd_target)(
    const Winograd *w, const REAL *planes, long first, long count, const REAL *bias, REAL *target
) {
    long plane = winograd_plane(w->filters), pitch = winograd_pitch(w->filters);
    for (long tile = first; tile < first + count; tile++, planes += pitch) {
        long column = tile % w->columns * 2, row = tile / w->columns % w->rows * 2;
        long place = tile / w->columns / w->rows * w->target_height * w->target_width;
        REAL *out = target + (place + row * w->target_width + column) * w->filters;
        bool right = column + 1 < w->target_width, below = row + 1 < w->target_height;
        for (long f = 0; f < w->filters; f += LANES) {
            V shift = bias ? T(load)(bias + f) : (V)0, upper[4], lower[4];
            _Pragma("clang loop unroll(full)") for (int j = 0; j < 4; j++) {
                const REAL *m = planes + j * plane + f;
                V b = T(load)(m + 4 * plane), c = T(load)(m + 8 * plane);
                upper[j] = T(load)(m) + b + c;
                lower[j] = b - c - T(load)(m + 12 * plane);
            }
            T(store)(out + f, upper[0] + upper[1] + upper[2] + shift);
            if (right) T(store)(out + w->filters + f, upper[1] - upper[2] - upper[3] + shift);
            if (!below) continue;
            REAL *next = out + w->target_width * w->filters + f;
            T(store)(next, lower[0] + lower[1] + lower[2] + shift);
            if (right) T(store)(next + w->filters, lower[1] - lower[2] - lower[3] + shift);
        }
    }
}

/// out[16] = G g G' of nine values.
INLINE void T(winograd_filter)(const V *g, V *out) {
    V half = T(splat)((REAL)0.5), rows[4][3];
    _Pragma("clang loop unroll(full)") for (int j = 0; j < 3; j++) {
        V even = (g[j] + g[6 + j]) * half, odd = g[3 + j] * half;
        rows[0][j] = g[j];
        rows[1][j] = even + odd;
        rows[2][j] = even - odd;
        rows[3][j] = g[6 + j];
    }
    _Pragma("clang loop unroll(full)") for (int i = 0; i < 4; i++) {
        V even = (rows[i][0] + rows[i][2]) * half, odd = rows[i][1] * half;
        out[4 * i] = rows[i][0];
        out[4 * i + 1] = even + odd;
        out[4 * i + 2] = even - odd;
        out[4 * i + 3] = rows[i][2];
    }
}

/// g[9] = G' u G of 16 values.
INLINE void T(winograd_filter_gradient)(const V *u, V *g) {
    V half = T(splat)((REAL)0.5), rows[3][4];
    _Pragma("clang loop unroll(full)") for (int j = 0; j < 4; j++) {
        V sum = (u[4 + j] + u[8 + j]) * half;
        rows[0][j] = u[j] + sum;
        rows[1][j] = (u[4 + j] - u[8 + j]) * half;
        rows[2][j] = sum + u[12 + j];
    }
    _Pragma("clang loop unroll(full)") for (int i = 0; i < 3; i++) {
        V sum = (rows[i][1] + rows[i][2]) * half;
        g[3 * i] = rows[i][0] + sum;
        g[3 * i + 1] = (rows[i][1] - rows[i][2]) * half;
        g[3 * i + 2] = sum + rows[i][3];
    }
}

/// The 16 transformed weights in panels of [channels, lanes] each, one plane after the other.
typedef struct {
    REAL *values;
    long channels, filters, plane;
} T(WinogradWeights);

static T(WinogradWeights) T(winograd_weights)(char **rest, long channels, long filters) {
    long plane = channels * rounded_filters(filters) + 80;
    return (T(WinogradWeights)){
        T(take)(rest, 16 * plane * (long)sizeof(REAL)), channels, filters, plane};
}

/// Where the values of `filter` and the channel 0 are, and in `lanes` how far the next channel is.
INLINE REAL *T(winograd_panel)(const T(WinogradWeights) *u, long filter, long *lanes) {
    long start = filter / WIDE_LANES * WIDE_LANES;
    *lanes = T(panel_lanes)(u->filters - start);
    return u->values + start * u->channels + filter - start;
}

/// Transformed weights and the weights, or their gradient, that they are made from or into.
typedef struct {
    const T(WinogradWeights) *u;
    const REAL *weight;
    REAL *dweight;
} T(WinogradPacking);

/// The groups of LANES filters that a thread takes at least.
INLINE long T(shared_filters)(const T(WinogradWeights) *u) {
    return SharedValues / (16 * LANES * u->channels) + 1;
}

static void T(winograd_pack_range)(const void *context, long from, long to, int thread) {
    const T(WinogradWeights) *u = ((const T(WinogradPacking) *)context)->u;
    const REAL *weight = ((const T(WinogradPacking) *)context)->weight;
    REAL block[16][LANES * LANES];
    for (long filter = from * LANES; filter < to * LANES; filter += LANES) {
        long lanes;
        REAL *panel = T(winograd_panel)(u, filter, &lanes);
        for (long c = 0; c < u->channels; c += LANES) {
            for (int row = 0; row < LANES; row++) {
                V g[9], out[16];
                for (int tap = 0; tap < 9; tap++)
                    g[tap] = T(load)(weight + ((filter + row) * 9 + tap) * u->channels + c);
                T(winograd_filter)(g, out);
                for (int k = 0; k < 16; k++) T(store)(block[k] + row * LANES, out[k]);
            }
            for (int k = 0; k < 16; k++)
                T(transpose_values)(
                    block[k], LANES, panel + k * u->plane + c * lanes, lanes, LANES, LANES);
        }
    }
}

static void T(winograd_pack)(const T(WinogradWeights) *u, const REAL *weight) {
    T(WinogradPacking) p = {u, weight, 0};
    kernel_share(T(winograd_pack_range), &p, u->filters / LANES, T(shared_filters)(u));
}

static void T(winograd_pack_turned_range)(const void *context, long from, long to, int thread) {
    const T(WinogradWeights) *u = ((const T(WinogradPacking) *)context)->u;
    const REAL *weight = ((const T(WinogradPacking) *)context)->weight;
    for (long filter = from * LANES; filter < to * LANES; filter += LANES) {
        long lanes;
        REAL *panel = T(winograd_panel)(u, filter, &lanes);
        for (long c = 0; c < u->channels; c++) {
            V g[9], out[16];
            for (int tap = 0; tap < 9; tap++)
                g[8 - tap] = T(load)(weight + (c * 9 + tap) * u->filters + filter);
            T(winograd_filter)(g, out);
            for (int k = 0; k < 16; k++) T(store)(panel + k * u->plane + c * lanes, out[k]);
        }
    }
}

/// The same of the filters turned round, weight[channels, 3, 3, filters].
static void T(winograd_pack_turned)(const T(WinogradWeights) *u, const REAL *weight) {
    T(WinogradPacking) p = {u, weight, 0};
    kernel_share(T(winograd_pack_turned_range), &p, u->filters / LANES, T(shared_filters)(u));
}

static void T(winograd_unpack_range)(const void *context, long from, long to, int thread) {
    const T(WinogradWeights) *u = ((const T(WinogradPacking) *)context)->u;
    REAL *dweight = ((const T(WinogradPacking) *)context)->dweight;
    REAL block[9][LANES * LANES];
    for (long filter = from * LANES; filter < to * LANES; filter += LANES) {
        long lanes;
        REAL *panel = T(winograd_panel)(u, filter, &lanes);
        for (long c = 0; c < u->channels; c += LANES) {
            for (int row = 0; row < LANES; row++) {
                V g[9], values[16];
                for (int k = 0; k < 16; k++)
                    values[k] = T(load)(panel + k * u->plane + (c + row) * lanes);
                T(winograd_filter_gradient)(values, g);
                for (int tap = 0; tap < 9; tap++) T(store)(block[tap] + row * LANES, g[tap]);
            }
            for (int tap = 0; tap < 9; tap++)
                T(transpose_values)(
                    block[tap], LANES, dweight + (filter * 9 + tap) * u->channels + c,
                    9 * u->channels, LANES, LANES);
        }
    }
}

static void T(winograd_unpack_gradient)(const T(WinogradWeights) *u, REAL *dweight) {
    T(WinogradPacking) p = {u, 0, dweight};
    kernel_share(T(winograd_unpack_range), &p, u->filters / LANES, T(shared_filters)(u));
}

/// The places of tiles in a plane, and of channels from a tile's start.
static void T(winograd_steps)(int32_t *steps, long count, long pitch) {
    for (long i = 0; i < count; i++) steps[i] = (int32_t)(i * pitch);
}

/// What the threads of a team need for some groups of tiles; each has planes of its own.
typedef struct {
    const Winograd *w;
    const REAL *source, *bias, *zero;
    const T(WinogradWeights) *u;
    REAL *target, *planes;
    const int32_t *inputs, *outputs, *taps;
} T(WinogradPass);

static void T(winograd_correlate_groups)(const void *context, long from, long to, int lane) {
    const T(WinogradPass) *p = context;
    const Winograd *w = p->w;
    long plane = winograd_plane(w->channels), out_plane = winograd_plane(w->filters);
    long tiles = w->images * w->rows * w->columns;
    REAL *planes = p->planes + lane * (winograd_planes(w->channels, w->filters) + 32);
    REAL *products = planes + 16 * plane;
    for (long first = from * WinogradTiles; first < to * WinogradTiles; first += WinogradTiles) {
        long count = smaller(WinogradTiles, tiles - first);
        T(winograd_source)(w, p->source, first, count, p->zero, planes, 0, 4);
        for (int k = 0; k < 16; k++)
            T(correlate_panels)(
                &(T(Panels)){
                    planes + k * plane, products + k * out_plane, p->inputs, p->outputs, p->taps,
                    count, w->channels, w->filters, 0},
                p->u->values + k * p->u->plane);
        T(winograd_target)(w, products, first, count, p->bias, p->target);
    }
}

/// The target of a convolution of `source` with transformed weights.
static void T(winograd_correlate)(
    const Winograd *w, const REAL *source, const T(WinogradWeights) *u, const REAL *bias,
    REAL *target, char *rest
) {
    long planes = winograd_planes(w->channels, w->filters) + 32;
    T(WinogradPass) pass = {.w = w, .source = source, .bias = bias, .u = u, .target = target};
    pass.planes = T(take)(&rest, kernel_team_lanes() * planes * (long)sizeof(REAL));
    REAL *zero = T(take)(&rest, w->channels * (long)sizeof(REAL));
    int32_t *inputs = T(take)(&rest, WinogradTiles * 4);
    int32_t *outputs = T(take)(&rest, WinogradTiles * 4);
    int32_t *taps = T(take)(&rest, w->channels * 4);
    memset(zero, 0, (size_t)w->channels * sizeof(REAL));
    T(winograd_steps)(inputs, WinogradTiles, winograd_pitch(w->channels));
    T(winograd_steps)(outputs, WinogradTiles, winograd_pitch(w->filters));
    T(winograd_steps)(taps, w->channels, 1);
    pass.zero = zero;
    pass.inputs = inputs;
    pass.outputs = outputs;
    pass.taps = taps;
    long tiles = w->images * w->rows * w->columns;
    kernel_share(T(winograd_correlate_groups), &pass, ceiling_divide(tiles, WinogradTiles), 1);
}
