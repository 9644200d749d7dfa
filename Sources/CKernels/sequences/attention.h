// Scaled dot-product attention. Scores exist for one block of queries at a time; backward they are
// computed again from the logarithms of the rows' sums.

#define QUERY_BLOCK 48

/// One head of one sequence and one block of its queries.
typedef struct {
    const Attention *s;
    const REAL *q, *k, *v, *padding;
    REAL *o, *log_sums;
    long first, rows, keys;
} T(AttentionBlock);

INLINE T(AttentionBlock) T(attention_head)(const Attention *s, long sequence, long head) {
    T(AttentionBlock) b = {.s = s};
    const long at = head * s->width;
    b.q = (const REAL *)s->q + sequence * s->queries * s->q_step + at;
    b.k = (const REAL *)s->k + sequence * s->keys * s->k_step + at;
    b.v = (const REAL *)s->v + sequence * s->keys * s->k_step + at;
    b.o = (REAL *)s->o + sequence * s->queries * s->o_step + at;
    b.log_sums = (REAL *)s->log_sums + (sequence * s->heads + head) * s->queries;
    if (s->padding) b.padding = (const REAL *)s->padding + sequence * s->keys;
    return b;
}

INLINE void T(choose_queries)(T(AttentionBlock) *b, long first) {
    b->first = first;
    b->rows = b->s->queries - first < QUERY_BLOCK ? b->s->queries - first : QUERY_BLOCK;
    b->keys = b->s->causal ? first + b->rows : b->s->keys;
}

/// out[rows, keys] = rows of `a` times the columns packed in `b`
INLINE void T(scores)(
    const T(AttentionBlock) *b, const REAL *a, long step, const REAL *packed, REAL *out,
    long pitch) {
    const long width = b->s->width;
    T(Block) product = {
        .a = a + b->first * step, .a_row = step, .a_step = 1, .b = packed,
        .b_panel = width * LANES, .b_step = LANES, .c = out, .c_step = pitch, .rows = b->rows,
        .columns = b->keys, .depth = width};
    T(block_product)(&product);
}

/// out += (or =) the transpose of `weights`[rows, keys] times rows of `x`
INLINE void T(add_by_key)(
    const T(AttentionBlock) *b, const REAL *weights, long pitch, const REAL *x, long step,
    REAL *out, bool adding) {
    T(Block) product = {
        .a = weights, .a_row = 1, .a_step = pitch, .b = x + b->first * step, .b_panel = LANES,
        .b_step = step, .c = out, .c_step = b->s->k_step, .rows = b->keys,
        .columns = b->s->width, .depth = b->rows, .adding = adding};
    T(block_product)(&product);
}

/// out[rows, width] = weights[rows, keys] times what is packed by key
INLINE void T(mix_by_query)(
    const T(AttentionBlock) *b, const REAL *weights, long pitch, const REAL *packed, REAL *out,
    long step) {
    T(Block) product = {
        .a = weights, .a_row = pitch, .a_step = 1, .b = packed,
        .b_panel = b->s->keys * LANES, .b_step = LANES, .c = out + b->first * step,
        .c_step = step, .rows = b->rows, .columns = b->s->width, .depth = b->keys};
    T(block_product)(&product);
}

/// How many keys the query in row r of the block sees.
INLINE long T(visible)(const T(AttentionBlock) *b, long r) {
    return b->s->causal ? b->first + r + 1 : b->keys;
}

/// Scores from LANES values on, scaled; -infinity where the key is padding or not visible.
INLINE V T(masked_score)(const T(AttentionBlock) *b, const REAL *row, long j, long count) {
    V score = T(load)(row + j) * T(splat)((REAL)b->s->scale);
    I shown = T(first)(count - j);
    if (b->padding) shown &= T(load)(b->padding + j) != T(splat)(0);
    return T(select)(shown, score, T(splat)(-(REAL)__builtin_inf()));
}

/// Zeros behind the last vector with a visible key.
INLINE void T(clear_hidden)(const T(AttentionBlock) *b, REAL *row, long count) {
    for (long j = T(rounded_up)(count); j < b->keys; j += LANES) T(store)(row + j, T(splat)(0));
}

/// Turns scores into exp(score - largest); returns 1 / their sum, or 0 where no key is visible.
INLINE REAL T(weigh_row)(const T(AttentionBlock) *b, REAL *row, long r) {
    const REAL infinity = (REAL)__builtin_inf();
    const long count = T(visible)(b, r);
    V best = T(splat)(-infinity);
    for (long j = 0; j < count; j += LANES) {
        V score = T(masked_score)(b, row, j, count);
        T(store)(row + j, score);
        best = T(larger)(best, score);
    }
    REAL largest = T(largest_lane)(best);
    if (largest == -infinity) largest = 0;
    REAL sum = T(row_exponentials)(row, row, count, largest);
    T(clear_hidden)(b, row, count);
    b->log_sums[b->first + r] = sum == 0 ? infinity : largest + T(log_of_one)(sum);
    return sum == 0 ? 0 : 1 / sum;
}

/// Rounds rows that are an operand of what follows, where that is wanted.
INLINE void T(round_rows)(const T(AttentionBlock) *b, REAL *rows, long pitch) {
#if IS_FLOAT
    if (b->s->rounded) round_values(rows, rows, b->rows * pitch);
#endif
}

static void T(attend)(const Attention *s, long first_head, long last_head, void *scratch) {
    const long pitch = T(rounded_up)(s->keys);
    REAL *keys = scratch, *values = keys + pitch * s->width;
    REAL *weights = values + T(rounded_up)(s->width) * s->keys;
    for (long n = first_head; n < last_head; n++) {
        T(AttentionBlock) b = T(attention_head)(s, n / s->heads, n % s->heads);
        T(pack_transposed_block)(b.k, s->k_step, keys, s->width, s->keys);
        T(pack_block)(b.v, s->k_step, values, s->keys, s->width);
        for (long first = 0; first < s->queries; first += QUERY_BLOCK) {
            T(choose_queries)(&b, first);
            REAL shares[QUERY_BLOCK];
            T(scores)(&b, b.q, s->q_step, keys, weights, pitch);
            for (long r = 0; r < b.rows; r++)
                shares[r] = T(weigh_row)(&b, weights + r * pitch, r);
            T(round_rows)(&b, weights, pitch);
            T(mix_by_query)(&b, weights, pitch, values, b.o, s->o_step);
            for (long r = 0; r < b.rows; r++) {
                REAL *o = b.o + (first + r) * s->o_step;
                for (long c = 0; c < s->width; c += LANES)
                    T(store_exactly)(o + c, T(load)(o + c) * T(splat)(shares[r]), s->width - c);
            }
        }
    }
}

/// From scores and dO V^T: the weights P and dS = scale P (dP - Σ dO O).
INLINE void T(score_slopes)(
    const T(AttentionBlock) *b, REAL *weights, REAL *slopes, long r, const REAL *d_o) {
    const long count = T(visible)(b, r), at = (b->first + r) * b->s->o_step;
    V log_sum = T(splat)(b->log_sums[b->first + r]);
    V mean = T(splat)(T(row_product)(b->o + at, d_o + at, b->s->width));
    V scale = T(splat)((REAL)b->s->scale);
    for (long j = 0; j < count; j += LANES) {
        V score = T(masked_score)(b, weights, j, count);
        V p = T(select)(
            score == T(splat)(-(REAL)__builtin_inf()), T(splat)(0), T(exp_of)(score - log_sum));
        T(store)(weights + j, p);
        V slope = p * (T(load)(slopes + j) - mean) * scale;
        T(store)(slopes + j, T(select)(T(first)(count - j), slope, T(splat)(0)));
    }
    T(clear_hidden)(b, weights, count);
    T(clear_hidden)(b, slopes, count);
}

static void T(attend_derivative)(
    const Attention *s, const AttentionDerivative *d, long first_head, long last_head,
    void *scratch) {
    const long pitch = T(rounded_up)(s->keys), wide = T(rounded_up)(s->width) * s->keys;
    REAL *keys = scratch, *values = keys + pitch * s->width;
    REAL *by_key = values + pitch * s->width, *weights = by_key + wide;
    REAL *slopes = weights + QUERY_BLOCK * pitch;
    for (long n = first_head; n < last_head; n++) {
        T(AttentionBlock) b = T(attention_head)(s, n / s->heads, n % s->heads);
        const REAL *d_o = (const REAL *)d->d_o + (b.o - (REAL *)s->o);
        REAL *dq = (REAL *)d->dq + (b.q - (const REAL *)s->q);
        REAL *dk = (REAL *)d->dk + (b.k - (const REAL *)s->k);
        REAL *dv = (REAL *)d->dv + (b.v - (const REAL *)s->v);
        T(pack_transposed_block)(b.k, s->k_step, keys, s->width, s->keys);
        T(pack_transposed_block)(b.v, s->k_step, values, s->width, s->keys);
        T(pack_block)(b.k, s->k_step, by_key, s->keys, s->width);
        // The last block sees every key, so that the others only add.
        const long last = (s->queries - 1) / QUERY_BLOCK * QUERY_BLOCK;
        for (long first = last; first >= 0; first -= QUERY_BLOCK) {
            T(choose_queries)(&b, first);
            T(scores)(&b, b.q, s->q_step, keys, weights, pitch);
            T(scores)(&b, d_o, s->o_step, values, slopes, pitch);
            for (long r = 0; r < b.rows; r++)
                T(score_slopes)(&b, weights + r * pitch, slopes + r * pitch, r, d_o);
            T(round_rows)(&b, weights, pitch);
            T(round_rows)(&b, slopes, pitch);
            T(add_by_key)(&b, weights, pitch, d_o, s->o_step, dv, first < last);
            T(add_by_key)(&b, slopes, pitch, b.q, s->q_step, dk, first < last);
            T(mix_by_query)(&b, slopes, pitch, by_key, dq, s->q_step);
        }
    }
}
