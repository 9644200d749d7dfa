// Philox4x32-10 for 16 counters at once: 64 words in the order of `RandomKey.words(at:)`.

#if IS_FLOAT
typedef uint32_t words_vec __attribute__((ext_vector_type(16)));
typedef uint64_t wide_vec __attribute__((ext_vector_type(16)));

INLINE void multiply_wide(words_vec a, uint32_t b, words_vec *high, words_vec *low) {
    wide_vec product = __builtin_convertvector(a, wide_vec) * (wide_vec)((uint64_t)b);
    *high = __builtin_convertvector(product >> 32, words_vec);
    *low = a * b;
}

INLINE void philox(uint64_t key, uint64_t stream, uint64_t index, uint32_t *words) {
    words_vec x, y, z = (words_vec)((uint32_t)stream), w = (words_vec)((uint32_t)(stream >> 32));
    for (int i = 0; i < 16; i++) {
        x[i] = (uint32_t)(index + (uint64_t)i);
        y[i] = (uint32_t)((index + (uint64_t)i) >> 32);
    }
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    for (int round = 0; round < 10; round++) {
        words_vec high0, low0, high1, low1;
        multiply_wide(x, 0xD2511F53u, &high0, &low0);
        multiply_wide(z, 0xCD9E8D57u, &high1, &low1);
        x = high1 ^ y ^ k0;
        y = low1;
        z = high0 ^ w ^ k1;
        w = low0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    for (int i = 0; i < 16; i++) {
        words[4 * i] = x[i];
        words[4 * i + 1] = y[i];
        words[4 * i + 2] = z[i];
        words[4 * i + 3] = w[i];
    }
}
#endif

static void T(dropout)(
    const void *px, void *py, long count, uint32_t threshold, double scale, uint64_t key,
    uint64_t stream) {
    const REAL *x = px;
    REAL *y = py;
    uint32_t words[64];
    for (long start = 0; start < count; start += 64) {
        philox(key, stream, (uint64_t)start / 4, words);
        long end = count < start + 64 ? count : start + 64;
        for (long i = start; i < end; i++)
            y[i] = words[i - start] < threshold ? 0 : x[i] * (REAL)scale;
    }
}

/// The upper 24 bits of a word for `float`, all 32 for `double`.
INLINE REAL T(fraction)(uint32_t word) {
#if IS_FLOAT
    return (REAL)(word >> 8) * 0x1p-24f;
#else
    return (REAL)word * 0x1p-32;
#endif
}

static void T(uniform)(
    void *py, long count, double low, double high, uint64_t key, uint64_t stream) {
    REAL *y = py;
    uint32_t words[64];
    for (long start = 0; start < count; start += 64) {
        philox(key, stream, (uint64_t)start / 4, words);
        long end = count < start + 64 ? count : start + 64;
        for (long i = start; i < end; i++)
            y[i] = (REAL)low + ((REAL)high - (REAL)low) * T(fraction)(words[i - start]);
    }
}

/// sqrt(-2 log u1) cos(2 pi u2), u1 in 0 ..< 1 turned into 1 - u1 in (0, 1]
static void T(normal)(
    void *py, long count, double mean, double deviation, uint64_t key, uint64_t stream) {
    REAL *y = py;
    uint32_t words[64];
    for (long start = 0; start < count; start += 32) {
        philox(key, stream, (uint64_t)start / 2, words);
        for (long i = 0; i < 32 && start + i < count; i += LANES) {
            V radius, turns, cosine, sine;
            for (int j = 0; j < LANES; j++) {
                radius[j] = 1 - T(fraction)(words[2 * (i + j)]);
                turns[j] = T(fraction)(words[2 * (i + j) + 1]);
            }
            radius = __builtin_elementwise_sqrt(T(splat)(-2) * T(log_of)(radius));
            T(turn)(turns, &cosine, &sine);
            V z = T(fma)(radius * cosine, T(splat)((REAL)deviation), T(splat)((REAL)mean));
            T(store_first)(y + start + i, z, count - start - i);
        }
    }
}
