// Philox4x32-10 for 16 counters at once: 64 words in the order of `RandomKey.words(at:)`.

#if IS_FLOAT
typedef uint64_t wide __attribute__((ext_vector_type(8)));

/// Each lane holds a 32-bit word; what is above it is noise until a multiplication masks it.
INLINE wide low_word(wide x) { return x & 0xFFFFFFFFu; }

/// The 32 words of 8 counters from `index` on.
INLINE void philox_eight(uint64_t key, uint64_t stream, uint64_t index, uint32_t *words) {
    wide x = {0, 1, 2, 3, 4, 5, 6, 7}, z = (wide)(stream), w = (wide)(stream >> 32);
    x += index;
    wide y = x >> 32;
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    for (int round = 0; round < 10; round++) {
        wide first = low_word(x) * 0xD2511F53u, second = low_word(z) * 0xCD9E8D57u;
        x = (second >> 32) ^ y ^ (uint64_t)k0;
        y = second;
        z = (first >> 32) ^ w ^ (uint64_t)k1;
        w = first;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    wide xy = low_word(x) | (y << 32), zw = low_word(z) | (w << 32);
    wide low = __builtin_shufflevector(xy, zw, 0, 8, 1, 9, 2, 10, 3, 11);
    wide high = __builtin_shufflevector(xy, zw, 4, 12, 5, 13, 6, 14, 7, 15);
    __builtin_memcpy(words, &low, sizeof low);
    __builtin_memcpy(words + 16, &high, sizeof high);
}

INLINE void philox(uint64_t key, uint64_t stream, uint64_t index, uint32_t *words) {
    philox_eight(key, stream, index, words);
    philox_eight(key, stream, index + 8, words + 32);
}
#endif

typedef uint32_t T(words) __attribute__((ext_vector_type(LANES)));

INLINE T(words) T(load_words)(const uint32_t *p) {
    T(words) w;
    __builtin_memcpy(&w, p, sizeof w);
    return w;
}

static void T(dropout)(
    const void *px, void *py, long count, uint32_t threshold, double scale, uint64_t key,
    uint64_t stream) {
    const REAL *x = px;
    REAL *y = py;
    uint32_t words[64];
    V factor = T(splat)((REAL)scale);
    for (long start = 0; start < count; start += 64) {
        philox(key, stream, (uint64_t)start / 4, words);
        for (long i = 0; i < 64 && start + i < count; i += LANES) {
            __typeof__(T(load_words)(words) >= threshold) kept =
                T(load_words)(words + i) >= threshold;
            V value = T(load)(x + start + i) * factor;
            T(store)(y + start + i, (V)((I)value & __builtin_convertvector(kept, I)));
        }
    }
}

/// A number in 0 ..< 1 from the upper 24 bits of a word for `float`, from all 32 for `double`.
INLINE V T(fraction)(T(words) words) {
#if IS_FLOAT
    return __builtin_convertvector((I)(words >> 8), V) * T(splat)(0x1p-24f);
#else
    return __builtin_convertvector(words, V) * T(splat)(0x1p-32);
#endif
}

static void T(uniform)(
    void *py, long count, double low, double high, uint64_t key, uint64_t stream) {
    REAL *y = py;
    uint32_t words[64];
    V start_value = T(splat)((REAL)low), range = T(splat)((REAL)high - (REAL)low);
    for (long start = 0; start < count; start += 64) {
        philox(key, stream, (uint64_t)start / 4, words);
        for (long i = 0; i < 64 && start + i < count; i += LANES) {
            V u = T(fraction)(T(load_words)(words + i));
            T(store)(y + start + i, start_value + range * u);
        }
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
            T(words) first, second;
            for (int j = 0; j < LANES; j++) {
                first[j] = words[2 * (i + j)];
                second[j] = words[2 * (i + j) + 1];
            }
            V cosine, sine;
            V radius = T(log_of)(T(splat)(1) - T(fraction)(first));
            radius = __builtin_elementwise_sqrt(T(splat)(-2) * radius);
            T(turn)(T(fraction)(second), &cosine, &sine);
            V z = T(fma)(radius * cosine, T(splat)((REAL)deviation), T(splat)((REAL)mean));
            T(store)(y + start + i, z);
        }
    }
}
