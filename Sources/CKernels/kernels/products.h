// Matrix products. Every element of the result is one chain of multiply-adds in the order of the
// depth, whatever the blocks: so its bits depend on neither the shape of the blocks nor the range
// of rows nor the instruction set (with FUSED).
//
// From the outside in: a block of A that stays in the second-level cache; a few columns of B,
// packed; a panel of them that stays in the first-level cache; a tile of the result in registers.

#if REGISTER_BYTES == 64
#define TILE_ROWS 8
#define TILE_VECTORS 3
#define PANELS 2
#elif FUSED
#define TILE_ROWS 6
#define TILE_VECTORS 1
#define PANELS 4
#else
#define TILE_ROWS 2
#define TILE_VECTORS 1
#define PANELS 4
#endif
#define PANEL_WIDTH (TILE_VECTORS * LANES)
/// How many rows ahead of the copied ones packing asks for.
#define AHEAD 16

typedef struct {
    const REAL *a;  ///< element (i, k) at i * a_row + k * a_step
    long a_row, a_step;
    const REAL *b;  ///< row k at k * b_step
    long b_step;
    REAL *c;
    long c_step;
    const REAL *start;  ///< the row i that the sums start from at i * start_step; null: from 0
    long start_step;
    long depth, width;
} T(Tile);

INLINE void T(tile_of)(const T(Tile) *t, const int rows, const int vectors, const long a_step) {
    V sums[TILE_ROWS][TILE_VECTORS];
    FULLY for (int i = 0; i < rows; i++)
        FULLY for (int j = 0; j < vectors; j++)
            sums[i][j] = t->start ? T(load)(t->start + i * t->start_step + j * LANES) : T(splat)(0);
    // Two pointers reach every row by scaled addresses, so that four steps of the depth are little
    // more than their loads and multiply-adds.
    const REAL *a = t->a, *b = t->b;
    const long a_row = t->a_row, b_step = t->b_step, depth = t->depth;
    const REAL *a_3 = a + 3 * a_row;
    STEPS for (long k = 0; k < depth; k++) {
        V row[TILE_VECTORS];
        FULLY for (int j = 0; j < vectors; j++) row[j] = T(load)(b + j * LANES);
        FULLY for (int i = 0; i < rows; i++) {
            V value = T(splat)(i < 3 ? a[i * a_row] : a_3[(i - 3) * a_row]);
            FULLY for (int j = 0; j < vectors; j++) sums[i][j] = T(fma)(value, row[j], sums[i][j]);
        }
        a += a_step;
        a_3 += a_step;
        b += b_step;
    }
    const long last = (vectors - 1) * LANES;
    FULLY for (int i = 0; i < rows; i++) {
        REAL *c = t->c + i * t->c_step;
        FULLY for (int j = 0; j < vectors - 1; j++) T(store)(c + j * LANES, sums[i][j]);
        T(store_exactly)(c + last, sums[i][vectors - 1], t->width - last);
    }
}

#define TILE_CASE(r)                                                                              \
    case r:                                                                                       \
        if (t->a_row == 1) T(tile_of)(t, r, vectors, TILE_ROWS);                                  \
        else T(tile_of)(t, r, vectors, 1);                                                        \
        break;

INLINE void T(tile_rows)(const T(Tile) *t, long rows, const int vectors) {
    switch (rows) {
        TILE_CASE(1)
        TILE_CASE(2)
#if TILE_ROWS > 2
        TILE_CASE(3)
        TILE_CASE(4)
        TILE_CASE(5)
        TILE_CASE(6)
#endif
#if TILE_ROWS > 6
        TILE_CASE(7)
        TILE_CASE(8)
#endif
    }
}

static void T(tile_any)(const T(Tile) *t, long rows) {
#if TILE_VECTORS > 1
    if (t->width > 2 * LANES) return T(tile_rows)(t, rows, 3);
    if (t->width > LANES) return T(tile_rows)(t, rows, 2);
#endif
    T(tile_rows)(t, rows, 1);
}

#if IS_FLOAT
/// A whole that is cut as evenly as it can be: the first `larger` parts are one larger.
typedef struct {
    long count, size, larger;
} Parts;

INLINE Parts parts_of(long whole, long most) {
    Parts p = {.count = (whole + most - 1) / most};
    if (p.count > 0) {
        p.size = whole / p.count;
        p.larger = whole % p.count;
    }
    return p;
}

/// Where part `number` starts.
INLINE long part_start(const Parts *p, long number) {
    return number * p->size + (number < p->larger ? number : p->larger);
}
#endif

/// A block of rows: tiles `tile` up to `end` of those into which the rows from `first` on are cut.
typedef struct {
    const KernelProduct *p;
    long first;
    Parts tiles;
    long tile, end;
    long k, depth;
    const REAL *packed_a;
} T(RowBlock);

INLINE long T(tile_start)(const T(RowBlock) *s, long tile) {
    return s->first + part_start(&s->tiles, tile);
}

/// A's tiles, read transposed: element (i, k) of one is at k TILE_ROWS + i.
static void T(pack_tiles)(const T(RowBlock) *s, REAL *out) {
    const long row = s->p->rows, size = TILE_ROWS * s->depth;
    const REAL *a = (const REAL *)s->p->a + s->k * row;
    // A few tiles at a time, so that whole lines of A are read.
    for (long tile = s->tile; tile < s->end; tile += 8) {
        const long end = s->end - tile < 8 ? s->end - tile : 8;
        const REAL *from[8];
        for (long i = 0; i < end; i++) from[i] = a + T(tile_start)(s, tile + i);
        for (long k = 0; k < s->depth; k++) {
            for (long i = 0; i < end; i += 2) __builtin_prefetch(from[i] + (k + AHEAD) * row);
            for (long i = 0; i < end; i++) {
                typedef REAL Eight __attribute__((ext_vector_type(8)));
                Eight values;
                __builtin_memcpy(&values, from[i] + k * row, sizeof values);
                __builtin_memcpy(
                    out + i * size + k * TILE_ROWS, &values, TILE_ROWS * sizeof(REAL));
            }
        }
        out += 8 * size;
    }
}

/// out[k * PANEL_WIDTH + r] = x[r * row + k]
INLINE void T(pack_transposed)(const REAL *x, long row, REAL *out, long rows, long depth) {
#if IS_FLOAT
    transpose_panel(x, row, out, PANEL_WIDTH, rows, depth);
#else
    for (long k = 0; k < depth; k += LANES)
        for (long r = 0; r < rows; r++)
            for (long i = k; i < k + LANES && i < depth; i++)
                out[i * PANEL_WIDTH + r] = x[r * row + i];
#endif
}

/// B's columns from `first` on, in panels of PANEL_WIDTH.
static void T(pack_columns)(const T(RowBlock) *s, long first, long width, REAL *out) {
    const KernelProduct *p = s->p;
    const REAL *b = p->b;
    if (p->transpose_b) {
        for (long j = 0; j < width; j += PANEL_WIDTH, out += PANEL_WIDTH * s->depth)
            T(pack_transposed)(
                b + (first + j) * p->depth + s->k, p->depth, out,
                width - j < PANEL_WIDTH ? width - j : PANEL_WIDTH, s->depth);
        return;
    }
    b += s->k * p->columns + first;
    for (long k = 0; k < s->depth; k++, b += p->columns, out += PANEL_WIDTH) {
        REAL *to = out;
        for (long j = 0; j < width; j += PANEL_WIDTH, to += PANEL_WIDTH * s->depth)
            for (long i = 0; i < PANEL_WIDTH; i += LANES)
                if (j + i < width) {
                    __builtin_prefetch(b + j + i + AHEAD * p->columns);
                    T(store)(to + i, T(load)(b + j + i));
                }
    }
}

/// All tiles of one panel. The first block of the depth starts from 0, C or the bias, the others
/// go on from C.
static void T(multiply_panel)(
    const T(RowBlock) *s, const REAL *panel, long column, long width
) {
    const KernelProduct *p = s->p;
    T(Tile) tile = {
        .b = panel, .b_step = PANEL_WIDTH, .c_step = p->columns, .depth = s->depth,
        .width = width, .a_row = p->transpose_a ? 1 : p->depth, .start_step = p->columns};
    const REAL *bias = s->k == 0 ? p->bias : 0;
    if (bias) tile.start_step = 0;
    long row = T(tile_start)(s, s->tile);
    for (long t = s->tile; t < s->end; t++) {
        const long next = T(tile_start)(s, t + 1);
        tile.a = p->transpose_a ? s->packed_a + (t - s->tile) * TILE_ROWS * s->depth
                                : (const REAL *)p->a + row * p->depth + s->k;
        tile.c = (REAL *)p->c + row * p->columns + column;
        tile.start = bias ? bias + column : s->k > 0 || p->adding ? tile.c : 0;
        if (tile.start == tile.c)
            for (long i = 0; i < TILE_ROWS; i++)
                __builtin_prefetch(tile.c + (next - row + i) * p->columns);
        T(tile_any)(&tile, next - row);
        row = next;
    }
}

static void T(multiply_block)(const T(RowBlock) *s) {
    REAL panels[PANELS * PANEL_WIDTH * PRODUCT_DEPTH] __attribute__((aligned(64)));
    const long columns = s->p->columns;
    for (long j = 0; j < columns; j += PANELS * PANEL_WIDTH) {
        long width = columns - j < PANELS * PANEL_WIDTH ? columns - j : PANELS * PANEL_WIDTH;
        T(pack_columns)(s, j, width, panels);
        for (long i = 0; i < width; i += PANEL_WIDTH)
            T(multiply_panel)(
                s, panels + i * s->depth, j + i,
                width - i < PANEL_WIDTH ? width - i : PANEL_WIDTH);
    }
}

static void T(product)(const KernelProduct *p, long first, long last, void *scratch) {
    T(RowBlock) s = {.p = p, .first = first, .packed_a = scratch};
    s.tiles = parts_of(last - first, TILE_ROWS);
    const Parts layers = parts_of(p->depth, PRODUCT_DEPTH);
    const long thickest = layers.size + (layers.larger > 0 || layers.size == 0);
    const Parts blocks = parts_of(s.tiles.count, PRODUCT_VALUES / (TILE_ROWS * thickest));
    for (long block = 0; block < blocks.count; block++) {
        s.tile = part_start(&blocks, block);
        s.end = part_start(&blocks, block + 1);
        for (long layer = 0; layer == 0 || layer < layers.count; layer++) {  // for no depth too
            s.k = part_start(&layers, layer);
            s.depth = layers.count ? part_start(&layers, layer + 1) - s.k : 0;
            if (p->transpose_a) T(pack_tiles)(&s, scratch);
            T(multiply_block)(&s);
        }
    }
}
