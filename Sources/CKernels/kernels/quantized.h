// Products of 8-bit integers. See CKernelsQuantized.h.

#if IS_FLOAT
/// Adds up, for each 32-bit lane of `sums`, the products of its two 16-bit values.
#if REGISTER_BYTES == 64
#define SUM_VECTORS 1
#define SUM_ROWS 8
typedef __m512i Whole;
INLINE Whole widened(const int8_t *p) {
    return _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)p));
}
INLINE Whole pair_of(int32_t x) { return _mm512_set1_epi32(x); }
INLINE Whole add_pairs(Whole sums, Whole a, Whole b) {
    return _mm512_add_epi32(sums, _mm512_madd_epi16(a, b));
}
#elif REGISTER_BYTES == 32
#define SUM_VECTORS 2
#define SUM_ROWS 4
typedef __m256i Whole;
INLINE Whole widened(const int8_t *p) {
    return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)p));
}
INLINE Whole pair_of(int32_t x) { return _mm256_set1_epi32(x); }
INLINE Whole add_pairs(Whole sums, Whole a, Whole b) {
    return _mm256_add_epi32(sums, _mm256_madd_epi16(a, b));
}
#elif defined(__x86_64__)
#define SUM_VECTORS 4
#define SUM_ROWS 2
typedef __m128i Whole;
INLINE Whole widened(const int8_t *p) {
    __m128i bytes = _mm_loadl_epi64((const __m128i *)p);
    return _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8);
}
INLINE Whole pair_of(int32_t x) { return _mm_set1_epi32(x); }
INLINE Whole add_pairs(Whole sums, Whole a, Whole b) {
    return _mm_add_epi32(sums, _mm_madd_epi16(a, b));
}
#else
#define SUM_VECTORS 4
#define SUM_ROWS 2
typedef int32_t Whole __attribute__((ext_vector_type(4)));
typedef int16_t Short8 __attribute__((ext_vector_type(8)));
typedef int8_t Byte8 __attribute__((ext_vector_type(8)));
INLINE Whole widened(const int8_t *p) {
    Byte8 bytes;
    __builtin_memcpy(&bytes, p, sizeof bytes);
    return (Whole)__builtin_convertvector(bytes, Short8);
}
INLINE Whole pair_of(int32_t x) { return (Whole)(x); }
INLINE Whole add_pairs(Whole sums, Whole a, Whole b) {
    // The upper and the lower half of each lane, with their signs.
    return sums + (a >> 16) * (b >> 16) + (a << 16 >> 16) * (b << 16 >> 16);
}
#endif

/// The sums of `rows` rows and one panel, then y.
INLINE void quantized_tile(
    const QuantizedProduct *p, const int16_t *x, const int8_t *panel, long row, long column,
    const int rows
) {
    const long pairs = (p->depth + 1) / 2;
    Whole sums[SUM_ROWS][SUM_VECTORS];
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < SUM_VECTORS; j++) sums[i][j] = pair_of(0);
    for (long k = 0; k < pairs; k++, panel += 2 * LANES) {
        Whole weights[SUM_VECTORS];
        for (int j = 0; j < SUM_VECTORS; j++)
            weights[j] = widened(panel + j * (2 * LANES / SUM_VECTORS));
        for (int i = 0; i < rows; i++) {
            int32_t values;
            __builtin_memcpy(&values, x + (i * pairs + k) * 2, sizeof values);
            for (int j = 0; j < SUM_VECTORS; j++)
                sums[i][j] = add_pairs(sums[i][j], weights[j], pair_of(values));
        }
    }
    V scales = T(load)(p->scales + column);
    V bias = p->bias ? T(load)(p->bias + column) : T(splat)(0);
    for (int i = 0; i < rows; i++) {
        I whole;
        __builtin_memcpy(&whole, sums[i], sizeof whole);
        V sum = __builtin_convertvector(whole, V);
        V y = T(fma)(sum, scales * T(splat)(p->x_scales[row + i]), bias);
        float *out = p->y + (row + i) * p->columns + column;
        if (p->columns - column >= LANES) T(store)(out, y);
        else T(store_first)(out, y, p->columns - column);
    }
}

static void quantized_product(const QuantizedProduct *p) {
    const long pairs = (p->depth + 1) / 2;
    for (long column = 0; column < p->columns; column += LANES) {
        const int8_t *panel = p->panels + column * pairs * 2;
        long row = 0;
        for (; row + SUM_ROWS <= p->rows; row += SUM_ROWS)
            quantized_tile(p, p->x + row * pairs * 2, panel, row, column, SUM_ROWS);
        for (; row < p->rows; row++)
            quantized_tile(p, p->x + row * pairs * 2, panel, row, column, 1);
    }
}

/// The bits of the largest |x|: those of NaN are above those of infinity, and those above the rest.
INLINE int32_t largest_bits(const float *x, long count) {
    I largest = 0;
    for (long i = 0; i < count; i += LANES) {
        I bits = (I)T(load_first)(x + i, count - i, 0) & ~SIGN_BIT, above = bits > largest;
        largest = (above & bits) | (~above & largest);
    }
    int32_t found = 0;
    for (int lane = 0; lane < LANES; lane++)
        if (largest[lane] > found) found = largest[lane];
    return found;
}

static void quantize_rows(const float *x, int16_t *q, float *scales, long rows, long columns) {
    typedef int16_t Short16 __attribute__((ext_vector_type(LANES)));
    const long step = (columns + 1) / 2 * 2;
    for (long row = 0; row < rows; row++, x += columns, q += step) {
        int32_t bits = largest_bits(x, columns);
        float largest, inverse = 0;
        __builtin_memcpy(&largest, &bits, sizeof largest);
        scales[row] = 0;
        if (bits >= 0x7f800000) scales[row] = __builtin_nanf("");
        else if (largest > 0x1p-100f) scales[row] = largest / 127, inverse = 127 / largest;
        for (long i = 0; i < columns; i += LANES) {
            V value = T(load_first)(x + i, columns - i, 0) * T(splat)(inverse);
            // Added to 1.5 2^23, a number's fraction is rounded away.
            I whole = (I)(value + T(splat)(0x1.8p23f)) - 0x4b400000;
            whole = inverse == 0 ? (I)(0) : whole;
            Short16 shorts = __builtin_convertvector(whole, Short16);
            __builtin_memcpy(q + i, &shorts, sizeof shorts);
        }
    }
}

static const QuantizedTable quantized = {
    .quantize_rows = quantize_rows, .product = quantized_product};
#endif
