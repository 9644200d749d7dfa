// Matrix products for shapes on which a call of OpenBLAS costs more than it gains. Every element of
// the result is one chain of multiply-adds in the order of the depth, whatever the blocks: so its
// bits depend on neither the shape of the blocks nor the instruction set (with FUSED).

#if IS_FLOAT
#if REGISTER_BYTES == 64
#define TILE_ROWS 8
#define TILE_VECTORS 3
#elif FUSED
#define TILE_ROWS 6
#define TILE_VECTORS 1
#else
#define TILE_ROWS 3
#define TILE_VECTORS 1
#endif
#define TILE_DEPTH 384

typedef float eight __attribute__((ext_vector_type(8)));
#define SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)

INLINE eight load_eight(const float *p) {
    eight v;
    __builtin_memcpy(&v, p, sizeof v);
    return v;
}

/// out[k * stride + r] = x[r * row + k] for 8 rows and 8 columns.
INLINE void transpose_eight(const float *x, long row, float *out, long stride) {
    eight a[8], b[8];
    for (int i = 0; i < 8; i++) a[i] = load_eight(x + i * row);
    for (int i = 0; i < 8; i += 2) {
        b[i] = SHUFFLE(a[i], a[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
        b[i + 1] = SHUFFLE(a[i], a[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = 0; j < 2; j++) {
            a[i + 2 * j] = SHUFFLE(b[i + j], b[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            a[i + 2 * j + 1] = SHUFFLE(b[i + j], b[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        }
    for (int i = 0; i < 4; i++) {
        b[i] = SHUFFLE(a[i], a[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        b[i + 4] = SHUFFLE(a[i], a[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
    for (int i = 0; i < 8; i++) __builtin_memcpy(out + i * stride, &b[i], sizeof b[i]);
}

/// out[k * stride + r] = x[r * row + k]; `out` may be written up to a multiple of 8 rows.
INLINE void transpose_panel(
    const float *x, long row, float *out, long stride, long rows, long depth) {
    for (long r = 0; r < rows; r += 8) {
        long k = 0;
        if (rows - r >= 8)
            for (; k + 8 <= depth; k += 8)
                transpose_eight(x + r * row + k, row, out + k * stride + r, stride);
        for (; k < depth; k++)
            for (long i = r; i < r + 8 && i < rows; i++) out[k * stride + i] = x[i * row + k];
    }
}

typedef struct {
    const float *a;  ///< element (i, k) at i * a_row + k * a_step
    long a_row, a_step;
    const float *b;  ///< row k at k * b_step
    long b_step;
    float *c;
    long c_step;
    const float *start;  ///< the row i that the sums start from at i * start_step; null: from 0
    long start_step;
    long depth, width;
} Tile;

INLINE void tile_of(const Tile *t, const int rows, const int vectors, const long a_step) {
    V sums[TILE_ROWS][TILE_VECTORS];
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < vectors; j++)
            sums[i][j] = t->start ? T(load)(t->start + i * t->start_step + j * LANES) : (V)(0.0f);
    const float *a = t->a, *b = t->b;
    const long a_row = t->a_row, b_step = t->b_step, depth = t->depth;
    for (long k = 0; k < depth; k++) {
        V row[TILE_VECTORS];
        for (int j = 0; j < vectors; j++) row[j] = T(load)(b + j * LANES);
        for (int i = 0; i < rows; i++) {
            V value = T(splat)(a[i * a_row]);
            for (int j = 0; j < vectors; j++) sums[i][j] = T(fma)(value, row[j], sums[i][j]);
        }
        a += a_step;
        b += b_step;
    }
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < vectors; j++) {
            float *c = t->c + i * t->c_step + j * LANES;
            if (t->width - j * LANES >= LANES) {
                T(store)(c, sums[i][j]);
            } else {
                T(store_first)(c, sums[i][j], t->width - j * LANES);
            }
        }
}

#define TILE_CASE(r)                                                                              \
    case r:                                                                                       \
        if (t->a_row == 1) tile_of(t, r, vectors, TILE_ROWS);                                     \
        else tile_of(t, r, vectors, 1);                                                           \
        break;

INLINE void tile_rows(const Tile *t, long rows, const int vectors) {
    switch (rows) {
        TILE_CASE(1)
        TILE_CASE(2)
        TILE_CASE(3)
#if TILE_ROWS > 3
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

static void tile_any(const Tile *t, long rows) {
#if TILE_VECTORS > 1
    if (t->width > 2 * LANES) return tile_rows(t, rows, 3);
    if (t->width > LANES) return tile_rows(t, rows, 2);
#endif
    tile_rows(t, rows, 1);
}

/// Rows of A, read transposed, in groups of TILE_ROWS, whose element (i, k) is at k TILE_ROWS + i.
/// Eight values are copied at a time; what is too much is overwritten next or never read.
static void pack_columns(const float *a, long row, float *out, long rows, long depth) {
    for (long i = 0; i < rows; i += TILE_ROWS)
        for (long k = 0; k < depth; k++, out += TILE_ROWS) {
            eight values = load_eight(a + k * row + i);
            __builtin_memcpy(out, &values, sizeof values);
        }
}

static void pack_panel(
    const KernelProduct *p, long first, long width, long k, long depth, float *out, long stride) {
    const float *b = p->b;
    if (p->transpose_b) {
        transpose_panel(b + first * p->depth + k, p->depth, out, stride, width, depth);
        return;
    }
    b += k * p->columns + first;
    // One vector of width 64 bytes after the other: a loop over them would become a call.
    const long vectors = stride / LANES;
    for (long r = 0; r < depth; r++, b += p->columns, out += stride) {
        T(store)(out, T(load)(b));
        if (vectors > 1) T(store)(out + LANES, T(load)(b + LANES));
        if (vectors > 2) T(store)(out + 2 * LANES, T(load)(b + 2 * LANES));
    }
}

/// The first block of the depth starts from 0, C or the bias, the others go on from C.
INLINE void start_tile(Tile *tile, const KernelProduct *p, long column, long k) {
    tile->start = k > 0 || p->adding ? tile->c : 0;
    tile->start_step = p->columns;
    if (k == 0 && p->bias) {
        tile->start = (const float *)p->bias + column;
        tile->start_step = 0;
    }
}

static void product(const KernelProduct *p) {
    float panel[TILE_DEPTH * TILE_VECTORS * LANES] __attribute__((aligned(64)));
    const long wide = TILE_VECTORS * LANES;
    const float *a = p->a;
    for (long k = 0; k == 0 || k < p->depth; k += TILE_DEPTH) {  // once for a depth of 0 too
        Tile tile = {.a_row = p->transpose_a ? 1 : p->depth, .c_step = p->columns};
        tile.depth = p->depth - k < TILE_DEPTH ? p->depth - k : TILE_DEPTH;
        if (p->transpose_a) pack_columns(a + k * p->rows, p->rows, p->scratch, p->rows, tile.depth);
        for (long j = 0; j < p->columns; j += wide) {
            tile.width = p->columns - j < wide ? p->columns - j : wide;
            tile.b = panel;
            tile.b_step = (tile.width + LANES - 1) / LANES * LANES;
            pack_panel(p, j, tile.width, k, tile.depth, panel, tile.b_step);
            for (long i = 0; i < p->rows; i += TILE_ROWS) {
                tile.a = p->transpose_a ? (const float *)p->scratch + i * tile.depth
                                        : a + i * p->depth + k;
                tile.c = (float *)p->c + i * p->columns + j;
                start_tile(&tile, p, j, k);
                tile_any(&tile, p->rows - i < TILE_ROWS ? p->rows - i : TILE_ROWS);
            }
        }
    }
}
#endif
