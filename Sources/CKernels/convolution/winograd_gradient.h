// Included once per instruction set and scalar type, after `winograd.h`: dweight by minimal
// filtering.

/// The values of dy in one tile's target of 2 by 2, 0 beyond the image.
typedef struct {
    const REAL *upper, *lower;
    long filters;
    bool right, below;
} T(WinogradDy);

INLINE T(WinogradDy) T(winograd_dy)(const Winograd *w, const REAL *dy, long tile) {
    long column = tile % w->columns * 2, row = tile / w->columns % w->rows * 2;
    long place = tile / w->columns / w->rows * w->target_height * w->target_width;
    const REAL *upper = dy + (place + row * w->target_width + column) * w->filters;
    return (T(WinogradDy)){
        upper, upper + w->target_width * w->filters, w->filters, column + 1 < w->target_width,
        row + 1 < w->target_height};
}

/// Row i of A dy A' of one tile, in panels of [tiles, lanes]; row 1 adds dy to `totals`.
INLINE void T(winograd_gather_row)(
    T(WinogradDy) dy, long tile, long plane, REAL *packed, REAL *totals, const int i
) {
    for (long f = 0; f < dy.filters; f += LANES) {
        long start = f / WIDE_LANES * WIDE_LANES, lanes = T(panel_lanes)(dy.filters - start);
        REAL *out = packed + start * WinogradTiles + tile * lanes + f - start + 4 * i * plane;
        V a = T(load)(dy.upper + f), b = dy.right ? T(load)(dy.upper + dy.filters + f) : (V)0;
        V c = dy.below ? T(load)(dy.lower + f) : (V)0;
        V d = dy.right && dy.below ? T(load)(dy.lower + dy.filters + f) : (V)0;
        if (i == 1) T(store)(totals + f, T(load)(totals + f) + ((a + b) + (c + d)));
        V left = i == 0 ? a : i == 1 ? a + c : i == 2 ? a - c : -c;
        V right = i == 0 ? b : i == 1 ? b + d : i == 2 ? b - d : -d;
        T(store)(out, left);
        T(store)(out + plane, left + right);
        T(store)(out + 2 * plane, left - right);
        T(store)(out + 3 * plane, -right);
    }
}

/// packed[k] = A dy A' in panels of [tiles, lanes], for `count` tiles from `first`, rows
/// `from ..< to` of it.
static void T(winograd_gather)(
    const Winograd *w, const REAL *dy, long first, long count, REAL *packed, REAL *totals,
    long from, long to
) {
    long plane = winograd_plane(w->filters);
    for (long tile = 0; tile < count; tile++) {
        T(WinogradDy) values = T(winograd_dy)(w, dy, first + tile);
        for (long i = from; i < to; i++) switch (i) {
            case 0: T(winograd_gather_row)(values, tile, plane, packed, totals, 0); break;
            case 1: T(winograd_gather_row)(values, tile, plane, packed, totals, 1); break;
            case 2: T(winograd_gather_row)(values, tile, plane, packed, totals, 2); break;
            default: T(winograd_gather_row)(values, tile, plane, packed, totals, 3);
            }
    }
}

/// The sums of one plane over the tiles of a chunk.
static void T(winograd_reduce)(
    const REAL *plane, const REAL *packed, const int32_t *inputs, const int32_t *taps, long count,
    const T(WinogradWeights) *u, REAL *sums
) {
    for (long first = 0, lanes; first < u->filters; first += lanes) {
        lanes = T(panel_lanes)(u->filters - first);
        const REAL *part = packed + first * WinogradTiles;
        if (lanes == WIDE_LANES)
            T(wide_reduce)(plane, inputs, count, taps, u->channels, part, sums);
        else T(narrow_reduce)(plane, inputs, count, taps, u->channels, part, sums);
        sums += u->channels * lanes;
    }
}

/// What the threads of a team need for some rows of the planes, over all tiles.
typedef struct {
    const Winograd *w;
    const REAL *x, *dy, *zero;
    const T(WinogradWeights) *u;
    REAL *planes, *packed, *totals;
    const int32_t *inputs, *taps;
} T(WinogradReduction);

static void T(winograd_reduce_rows)(const void *context, long from, long to, int lane) {
    const T(WinogradReduction) *r = context;
    const Winograd *w = r->w;
    const T(WinogradWeights) *u = r->u;
    long plane = winograd_plane(w->channels), packed_plane = winograd_plane(w->filters);
    long tiles = w->images * w->rows * w->columns;
    memset(u->values + 4 * from * u->plane, 0,
           (size_t)(4 * (to - from) * u->plane) * sizeof(REAL));
    for (long first = 0; first < tiles; first += WinogradTiles) {
        long count = smaller(WinogradTiles, tiles - first);
        T(winograd_source)(w, r->x, first, count, r->zero, r->planes, from, to);
        T(winograd_gather)(w, r->dy, first, count, r->packed, r->totals, from, to);
        for (long k = 4 * from; k < 4 * to; k++)
            T(winograd_reduce)(
                r->planes + k * plane, r->packed + k * packed_plane, r->inputs, r->taps, count, u,
                u->values + k * u->plane);
    }
}

static void T(winograd_weight_gradient)(
    const ConvolutionShape *s, const REAL *x, const REAL *dy, REAL *dweight, REAL *dbias,
    char *rest
) {
    Winograd w = winograd_forward(s);
    T(WinogradWeights) u = T(winograd_weights)(&rest, w.channels, w.filters);
    T(WinogradReduction) all = {.w = &w, .x = x, .dy = dy, .u = &u};
    all.planes = T(take)(&rest, 16 * winograd_plane(w.channels) * (long)sizeof(REAL));
    all.packed = T(take)(&rest, 16 * winograd_plane(w.filters) * (long)sizeof(REAL));
    REAL *zero = T(take)(&rest, (w.channels + w.filters) * (long)sizeof(REAL));
    int32_t *inputs = T(take)(&rest, WinogradTiles * 4), *taps = T(take)(&rest, w.channels * 4);
    memset(zero, 0, (size_t)(w.channels + w.filters) * sizeof(REAL));
    T(winograd_steps)(inputs, WinogradTiles, winograd_pitch(w.channels));
    T(winograd_steps)(taps, w.channels, 1);
    all.zero = zero;
    all.totals = zero + w.channels;
    all.inputs = inputs;
    all.taps = taps;
    // Every piece reads all of x and dy, so there are no more of them than threads.
    kernel_share(T(winograd_reduce_rows), &all, 4, ceiling_divide(4, kernel_team_lanes()));
    T(winograd_unpack_gradient)(&u, dweight);
    if (dbias) memcpy(dbias, all.totals, (size_t)w.filters * sizeof(REAL));
}
