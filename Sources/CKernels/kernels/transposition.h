// Matrices of floats, read by columns.

#if IS_FLOAT
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
#endif
