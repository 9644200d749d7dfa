// Included once per instruction set and scalar type, after `vectors.h`. Pixels are written in
// order, so that what a vector writes beyond a pixel's channels is overwritten by the next.

/// One axis of an output: between which two inputs it lies, and how near the second one is.
typedef struct {
    long first, second;
    REAL share;
} T(Between);

INLINE T(Between) T(between)(long index, long factor, long size) {
    REAL place = ((REAL)index + (REAL)0.5) / (REAL)factor - (REAL)0.5;
    if (place < 0) place = 0;
    long first = (long)place;
    if (first > size - 1) first = size - 1;
    return (T(Between)){first, first + 1 < size ? first + 1 : first, place - (REAL)first};
}

static void T(upsample_nearest)(const UpsamplingShape *s, const void *px, void *py) {
    const REAL *x = px;
    REAL *y = py;
    for (long row = 0; row < s->images * s->height * s->factor; row++)
        for (long column = 0; column < s->width * s->factor; column++, y += s->channels) {
            const REAL *from =
                x + (row / s->factor * s->width + column / s->factor) * s->channels;
            for (long c = 0; c < s->channels; c += LANES) T(store)(y + c, T(load)(from + c));
        }
}

static void T(upsample_nearest_gradient)(const UpsamplingShape *s, const void *pd, void *px) {
    const REAL *dy = pd;
    REAL *dx = px;
    for (long row = 0; row < s->images * s->height; row++)
        for (long column = 0; column < s->width; column++, dx += s->channels)
            for (long c = 0; c < s->channels; c += LANES) {
                V sum = T(splat)(0);
                for (long i = 0; i < s->factor; i++)
                    for (long j = 0; j < s->factor; j++)
                        sum += T(load)(dy + c
                            + ((row * s->factor + i) * s->width * s->factor
                                + column * s->factor + j) * s->channels);
                T(store)(dx + c, sum);
            }
}

static void T(upsample_bilinear)(const UpsamplingShape *s, const void *px, void *py) {
    const REAL *x = px;
    REAL *y = py;
    for (long n = 0; n < s->images; n++, x += s->height * s->width * s->channels)
        for (long i = 0; i < s->height * s->factor; i++) {
            T(Between) rows = T(between)(i, s->factor, s->height);
            const REAL *upper = x + rows.first * s->width * s->channels;
            const REAL *lower = x + rows.second * s->width * s->channels;
            for (long j = 0; j < s->width * s->factor; j++, y += s->channels) {
                T(Between) columns = T(between)(j, s->factor, s->width);
                long left = columns.first * s->channels, right = columns.second * s->channels;
                V down = T(splat)(rows.share), across = T(splat)(columns.share);
                for (long c = 0; c < s->channels; c += LANES) {
                    V a = T(load)(upper + left + c), b = T(load)(lower + left + c);
                    V top = T(fma)(across, T(load)(upper + right + c) - a, a);
                    V bottom = T(fma)(across, T(load)(lower + right + c) - b, b);
                    T(store)(y + c, T(fma)(down, bottom - top, top));
                }
            }
        }
}

INLINE void T(add_share)(REAL *to, V value, REAL share) {
    T(store)(to, T(fma)(value, T(splat)(share), T(load)(to)));
}

static void T(upsample_bilinear_gradient)(const UpsamplingShape *s, const void *pd, void *px) {
    const REAL *dy = pd;
    REAL *dx = px;
    long image = s->height * s->width * s->channels;
    memset(dx, 0, (size_t)(s->images * image) * sizeof(REAL));
    for (long n = 0; n < s->images; n++, dx += image)
        for (long i = 0; i < s->height * s->factor; i++) {
            T(Between) rows = T(between)(i, s->factor, s->height);
            REAL *upper = dx + rows.first * s->width * s->channels;
            REAL *lower = dx + rows.second * s->width * s->channels;
            for (long j = 0; j < s->width * s->factor; j++, dy += s->channels) {
                T(Between) columns = T(between)(j, s->factor, s->width);
                long left = columns.first * s->channels, right = columns.second * s->channels;
                for (long c = 0; c < s->channels; c += LANES) {
                    V value = T(load_first)(dy + c, s->channels - c, 0);
                    V top = value * T(splat)(1 - rows.share), bottom = value * T(splat)(rows.share);
                    T(add_share)(upper + left + c, top, 1 - columns.share);
                    T(add_share)(upper + right + c, top, columns.share);
                    T(add_share)(lower + left + c, bottom, 1 - columns.share);
                    T(add_share)(lower + right + c, bottom, columns.share);
                }
            }
        }
}

static const UpsamplingTable T(upsampling) = {
    T(upsample_nearest), T(upsample_nearest_gradient), T(upsample_bilinear),
    T(upsample_bilinear_gradient),
};
