// Included once per instruction set and scalar type, after `vectors.h`; REGISTER_BYTES chooses the
// blocks that fit the vector registers: panels of so many bytes times so many windows.
#if REGISTER_BYTES == 64
#define WIDE_BYTES 128
#define WIDE_ROWS 8
#define NARROW_ROWS 8
#elif REGISTER_BYTES == 32 || defined(__aarch64__)
#define WIDE_BYTES 64
#define WIDE_ROWS 6
#define NARROW_ROWS 8
#else
#define WIDE_BYTES 64
#define WIDE_ROWS 2
#define NARROW_ROWS 4
#endif
#define WIDE_LANES (WIDE_BYTES / (int)sizeof(REAL))
#define NARROW_LANES (WIDE_LANES / 2)

#define TILE(name) T(wide_##name)
#define PANEL_LANES WIDE_LANES
#define PANEL_ROWS WIDE_ROWS
#include "tile.h"
#undef TILE
#undef PANEL_LANES
#undef PANEL_ROWS

#define TILE(name) T(narrow_##name)
#define PANEL_LANES NARROW_LANES
#define PANEL_ROWS NARROW_ROWS
#include "tile.h"
#undef TILE
#undef PANEL_LANES
#undef PANEL_ROWS

/// The width of the next panel where `remaining` columns are left.
INLINE long T(panel_lanes)(long remaining) {
    return remaining > NARROW_LANES ? WIDE_LANES : NARROW_LANES;
}

static void *T(take)(char **scratch, long bytes) {
    void *taken = *scratch;
    *scratch += (bytes + 127) & ~63L;
    return taken;
}

/// Copies a chunk of the source into a picture with its zeros around it.
static void T(pad)(const Windows *w, const REAL *source, Chunk chunk, REAL *picture) {
    long rows = picture_rows(w, chunk.rows);
    long left = smaller(larger(w->left * w->channels, 0), w->pitch);
    long from = larger(-w->left, 0) * w->channels;
    long copied = larger(smaller(w->width * w->channels - from, w->pitch - left), 0);
    for (long image = 0; image < chunk.images; image++)
        for (long i = 0; i < rows; i++, picture += w->pitch) {
            long row = chunk.row * w->step + i - w->top;
            if (row < 0 || row >= w->height) {
                memset(picture, 0, (size_t)w->pitch * sizeof(REAL));
                continue;
            }
            const REAL *line =
                source + ((chunk.image + image) * w->height + row) * w->width * w->channels;
            memset(picture, 0, (size_t)left * sizeof(REAL));
            memcpy(picture + left, line + from, (size_t)copied * sizeof(REAL));
            memset(picture + left + copied, 0,
                   (size_t)(w->pitch - left - copied) * sizeof(REAL));
        }
}

/// The chunk's picture: the source itself, or its padded copy in `room`.
static const REAL *T(picture)(const Windows *w, const REAL *source, Chunk chunk, REAL *room) {
    if (w->direct)
        return source + (chunk.image * w->height + chunk.row * w->step) * w->pitch;
    T(pad)(w, source, chunk, room);
    return room;
}

/// Where each element of a window lies, from its start.
static void T(taps)(const Windows *w, int32_t *taps) {
    for (long row = 0; row < w->rows; row++)
        for (long i = 0; i < w->run; i++) *taps++ = (int32_t)(row * w->pitch + i);
}

/// Some windows of a picture, and where their values go: `filters` columns each.
typedef struct {
    const REAL *picture;
    REAL *target;
    const int32_t *inputs, *outputs, *taps;
    long windows, elements, filters;
    const REAL *bias;
    bool adjacent;  ///< the windows' values lie one after the other
} T(Panels);

/// target[window, f] = bias[f] + the products of the window and column f of the packed weights.
static void T(correlate_panels)(const T(Panels) *p, const REAL *panel) {
    for (long first = 0, lanes; first < p->filters; first += lanes) {
        const REAL *shift = p->bias ? p->bias + first : 0;
        lanes = T(panel_lanes)(p->filters - first);
        long columns = smaller(lanes, p->filters - first);
        bool in_order = p->adjacent && columns == p->filters;
        if (lanes == WIDE_LANES) {
            T(wide_Work) work = {
                p->picture, p->target + first, p->inputs, p->outputs, p->taps, p->windows,
                p->elements, columns, shift, in_order};
            T(wide_correlate)(&work, panel);
        } else {
            T(narrow_Work) work = {
                p->picture, p->target + first, p->inputs, p->outputs, p->taps, p->windows,
                p->elements, columns, shift, in_order};
            T(narrow_correlate)(&work, panel);
        }
        panel += p->elements * lanes;
    }
}

/// What the threads of a team need for some chunks of the source; each has a room for its picture.
typedef struct {
    const Windows *windows;
    const REAL *source, *weights, *bias;
    REAL *target;
    const int32_t *inputs, *outputs, *taps;
    REAL *rooms;
    long room;
} T(Correlation);

static void T(correlate_chunks)(const void *context, long from, long to, int lane) {
    const T(Correlation) *c = context;
    const Windows *w = c->windows;
    for (long index = from; index < to; index++) {
        Chunk chunk = windows_chunk(w, index);
        const REAL *picture = T(picture)(w, c->source, chunk, c->rooms + lane * c->room);
        REAL *out = c->target + w->target_start + chunk.image * w->target_image
            + chunk.row * w->target_row;
        T(Panels) panels = {
            picture, out, c->inputs, c->outputs, c->taps,
            chunk.images * chunk.rows * w->grid_width, w->rows * w->run, w->filters, c->bias,
            windows_adjacent(w)};
        T(correlate_panels)(&panels, c->weights);
    }
}

/// Values of a room, such that one does not write what belongs to the next.
INLINE long T(room)(long values) { return (values + 32 + 15) & ~15L; }

/// The same for every window of the source.
static void T(correlate)(
    const Windows *w, const REAL *source, const REAL *weights, const REAL *bias, REAL *target,
    char *scratch
) {
    int32_t *inputs = T(take)(&scratch, chunk_windows(w) * (long)sizeof(int32_t));
    int32_t *outputs = T(take)(&scratch, chunk_windows(w) * (long)sizeof(int32_t));
    int32_t *taps = T(take)(&scratch, w->rows * w->run * (long)sizeof(int32_t));
    long room = T(room)(chunk_picture(w));
    REAL *rooms = T(take)(&scratch, kernel_team_lanes() * room * (long)sizeof(REAL));
    windows_offsets(w, inputs, outputs);
    T(taps)(w, taps);
    T(Correlation) all = {w, source, weights, bias, target, inputs, outputs, taps, rooms, room};
    kernel_share(T(correlate_chunks), &all, chunk_count(w), 1);
}

/// to[j * step + i] = from[i * row + j] for `rows` i and `columns` j.
static void T(transpose_values)(
    const REAL *from, long row, REAL *to, long step, long rows, long columns
) {
#if IS_FLOAT
    transpose_panel(from, row, to, step, rows, columns);
#else
    for (long j = 0; j < columns; j++)
        for (long i = 0; i < rows; i++) to[j * step + i] = from[i * row + j];
#endif
}

typedef struct {
    const REAL *weight;
    REAL *packed;
    long filters, elements;
} T(Packing);

static void T(pack_panels)(const void *context, long from, long to, int lane) {
    const T(Packing) *p = context;
    for (long panel = from; panel < to; panel++) {
        long first = panel * WIDE_LANES, lanes = T(panel_lanes)(p->filters - first);
        long columns = smaller(lanes, p->filters - first);
        REAL *packed = p->packed + first * p->elements;
        if (columns < lanes) memset(packed, 0, (size_t)(p->elements * lanes) * sizeof(REAL));
        T(transpose_values)(
            p->weight + first * p->elements, p->elements, packed, lanes, columns, p->elements);
    }
}

/// weight[filters, elements] in panels of [elements, lanes], with zeros in the lanes beyond.
static void T(pack_filters)(const REAL *weight, long filters, long elements, REAL *packed) {
    T(Packing) p = {weight, packed, filters, elements};
    kernel_share(
        T(pack_panels), &p, ceiling_divide(filters, WIDE_LANES),
        SharedValues / (elements * WIDE_LANES) + 1);
}

/// The inverse of `pack_filters`.
static void T(unpack_filters)(const REAL *packed, long filters, long elements, REAL *weight) {
    for (long first = 0, lanes; first < filters; first += lanes, packed += elements * lanes) {
        lanes = T(panel_lanes)(filters - first);
        long columns = smaller(lanes, filters - first);
        T(transpose_values)(packed, lanes, weight + first * elements, elements, elements, columns);
    }
}

/// What some panels of dweight add up.
typedef struct {
    const REAL *picture, *dy;
    const int32_t *inputs, *outputs, *taps;
    long windows, elements;
    REAL *packed;
} T(Reduction);

/// Adds some windows of a chunk to every panel of `sums`, and to the sums of dy by column.
static void T(reduce_windows)(const T(Reduction) *r, long filters, REAL *sums, REAL *totals) {
    for (long first = 0, lanes; first < filters; first += lanes) {
        lanes = T(panel_lanes)(filters - first);
        long columns = smaller(lanes, filters - first);
        if (lanes == WIDE_LANES) {
            T(wide_gather)(
                r->dy + first, r->outputs, r->windows, columns, r->packed, totals + first);
            T(wide_reduce)(
                r->picture, r->inputs, r->windows, r->taps, r->elements, r->packed, sums);
        } else {
            T(narrow_gather)(
                r->dy + first, r->outputs, r->windows, columns, r->packed, totals + first);
            T(narrow_reduce)(
                r->picture, r->inputs, r->windows, r->taps, r->elements, r->packed, sums);
        }
        sums += r->elements * lanes;
    }
}

/// What the threads of a team need for some panels of dweight, over all windows; each has room for
/// packed values of dy and for its picture.
typedef struct {
    const Windows *windows;
    const REAL *x, *dy;
    const int32_t *inputs, *outputs, *taps;
    REAL *sums, *totals, *rooms;
    long room;
} T(WeightGradient);

static void T(reduce_panels)(const void *context, long from, long to, int lane) {
    const T(WeightGradient) *g = context;
    const Windows *w = g->windows;
    long column = from * WIDE_LANES, columns = smaller(to * WIDE_LANES, w->filters) - column;
    long elements = w->rows * w->run;
    REAL *packed = g->rooms + lane * g->room, *room = packed + ReducedWindows * WIDE_LANES;
    for (long index = 0; index < chunk_count(w); index++) {
        Chunk chunk = windows_chunk(w, index);
        long windows = chunk.images * chunk.rows * w->grid_width;
        const REAL *picture = T(picture)(w, g->x, chunk, room);
        const REAL *dy = g->dy + chunk.image * w->target_image + chunk.row * w->target_row;
        for (long first = 0; first < windows; first += ReducedWindows) {
            T(Reduction) part = {
                picture, dy + column, g->inputs + first, g->outputs + first, g->taps,
                smaller(ReducedWindows, windows - first), elements, packed};
            T(reduce_windows)(&part, columns, g->sums + column * elements, g->totals + column);
        }
    }
}
