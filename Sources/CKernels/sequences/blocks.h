// Products of small matrices that lie in larger ones, and packed right-hand sides for them. As in
// products.h, every element is one chain of multiply-adds in the order of the depth.

#if REGISTER_BYTES == 64
#define BLOCK_ROWS 12
#elif FUSED
#define BLOCK_ROWS 6
#else
#define BLOCK_ROWS 2
#endif

/// C[rows, columns] = A B, plus C where `adding`.
typedef struct {
    const REAL *a;  ///< element (i, k) at i * a_row + k * a_step
    long a_row, a_step;
    const REAL *b;  ///< row k of the columns from LANES j on at j * b_panel + k * b_step
    long b_panel, b_step;
    REAL *c;
    long c_step;
    long rows, columns, depth;
    bool adding;
} T(Block);

INLINE long T(rounded_up)(long count) { return (count + LANES - 1) / LANES * LANES; }

INLINE void T(block_tile)(
    const T(Block) *p, const REAL *a, const REAL *b, REAL *c, long width, const int rows,
    const long a_row, const long a_step) {
    V sums[BLOCK_ROWS];
    FULLY for (int i = 0; i < rows; i++)
        sums[i] = p->adding ? T(load)(c + i * p->c_step) : T(splat)(0);
    const long depth = p->depth, b_step = p->b_step;
    const REAL *a_3 = a + 3 * a_row, *a_6 = a + 6 * a_row, *a_9 = a + 9 * a_row;
    STEPS for (long k = 0; k < depth; k++) {
        V row = T(load)(b);
        FULLY for (int i = 0; i < rows; i++) {
            const REAL *third = i < 3 ? a : i < 6 ? a_3 : i < 9 ? a_6 : a_9;
            sums[i] = T(fma)(T(splat)(third[i % 3 * a_row]), row, sums[i]);
        }
        a += a_step, a_3 += a_step, a_6 += a_step, a_9 += a_step;
        b += b_step;
    }
    FULLY for (int i = 0; i < rows; i++) T(store_exactly)(c + i * p->c_step, sums[i], width);
}

#define BLOCK_CASE(r)                                                                             \
    case r:                                                                                       \
        if (p->a_row == 1) T(block_tile)(p, a, b, c, width, r, 1, p->a_step);                     \
        else T(block_tile)(p, a, b, c, width, r, p->a_row, 1);                                    \
        break;

INLINE void T(block_rows)(
    const T(Block) *p, const REAL *a, const REAL *b, REAL *c, long width, long rows) {
    switch (rows) {
        BLOCK_CASE(1)
        BLOCK_CASE(2)
#if BLOCK_ROWS > 2
        BLOCK_CASE(3)
        BLOCK_CASE(4)
        BLOCK_CASE(5)
        BLOCK_CASE(6)
#endif
#if BLOCK_ROWS > 6
        BLOCK_CASE(7)
        BLOCK_CASE(8)
        BLOCK_CASE(9)
        BLOCK_CASE(10)
        BLOCK_CASE(11)
        BLOCK_CASE(12)
#endif
    }
}

/// One of a_row and a_step is 1.
static void T(block_product)(const T(Block) *p) {
    const Parts tiles = parts_of(p->rows, BLOCK_ROWS);
    for (long j = 0; j < p->columns; j += LANES)
        for (long tile = 0, i = 0; tile < tiles.count; tile++) {
            long rows = tiles.size + (tile < tiles.larger);
            T(block_rows)(
                p, p->a + i * p->a_row, p->b + j / LANES * p->b_panel, p->c + i * p->c_step + j,
                p->columns - j, rows);
            i += rows;
        }
}

/// Packs B[depth, columns], whose row k is at k * step, for b_panel = depth LANES, b_step = LANES.
static void T(pack_block)(const REAL *b, long step, REAL *out, long depth, long columns) {
    for (long j = 0; j < columns; j += LANES)
        for (long k = 0; k < depth; k++, out += LANES) T(store)(out, T(load)(b + k * step + j));
}

/// The same for a B that is stored transposed: its column j is at j * step.
static void T(pack_transposed_block)(
    const REAL *b, long step, REAL *out, long depth, long columns) {
    for (long j = 0; j < columns; j += LANES, out += depth * LANES) {
        long width = columns - j < LANES ? columns - j : LANES;
#if IS_FLOAT
        transpose_panel(b + j * step, step, out, LANES, width, depth);
#else
        for (long i = 0; i < width; i++)
            for (long k = 0; k < depth; k++) out[k * LANES + i] = b[(j + i) * step + k];
#endif
    }
}
