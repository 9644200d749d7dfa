// Normalization of rows and of groups of channels.

/// What one row's statistics are sums of.
typedef struct {
    REAL mean, inverse;
} T(Moments);

INLINE T(Moments) T(row_moments)(const REAL *x, long columns, REAL epsilon, bool centred) {
    V sum = T(splat)(0);
    T(Moments) found = {0, 0};
    if (centred) {
        for (long c = 0; c < columns; c += LANES) sum += T(load_first)(x + c, columns - c, 0);
        found.mean = T(total)(sum) / (REAL)columns;
    }
    V m = T(splat)(found.mean), squares = T(splat)(0);
    for (long c = 0; c < columns; c += LANES) {
        V d = T(load_first)(x + c, columns - c, found.mean) - m;
        squares = T(fma)(d, d, squares);
    }
    V variance = T(splat)(T(total)(squares) / (REAL)columns + epsilon);
    found.inverse = (T(splat)(1) / __builtin_elementwise_sqrt(variance))[0];
    return found;
}

typedef struct {
    const RowNormalization *n;
    const REAL *x;
    REAL *y;
} T(RowPass);

static void T(normalize_some_rows)(const void *context, long from, long to, int lane) {
    const T(RowPass) *pass = context;
    const RowNormalization *n = pass->n;
    const REAL *x = pass->x + from * n->columns, *scale = n->scale, *shift = n->shift;
    REAL *y = pass->y + from * n->columns, *mean = n->mean, *inverse = n->inverse;
    for (long r = from; r < to; r++, x += n->columns, y += n->columns) {
        T(Moments) found = T(row_moments)(x, n->columns, (REAL)n->epsilon, shift != 0);
        inverse[r] = found.inverse;
        if (shift) mean[r] = found.mean;
        V m = T(splat)(found.mean), factor = T(splat)(found.inverse);
        for (long c = 0; c < n->columns; c += LANES) {
            V v = (T(load)(x + c) - m) * factor * T(load)(scale + c);
            T(store)(y + c, shift ? v + T(load)(shift + c) : v);
        }
    }
}

static void T(normalize_rows)(const RowNormalization *n, const void *x, void *y) {
    T(RowPass) pass = {n, x, y};
    kernel_share(T(normalize_some_rows), &pass, n->rows, T(shared_rows)(n->rows, n->columns));
}

/// dx = inverse (g - mean(g) - xhat mean(g xhat)), g = dy scale, where x - mean is xhat / inverse;
/// without a shift, nothing was subtracted and mean(g) is left out.
static void T(normalize_rows_derivative)(
    const RowNormalization *n, const void *px, const void *pd, void *pdx, void *ps, void *pb) {
    const REAL *x = px, *dy = pd, *scale = n->scale, *mean = n->mean, *inverse = n->inverse;
    REAL *dx = pdx, *dscale = ps, *dshift = pb;
    const long columns = n->columns;
    for (long c = 0; c < columns; c++) {
        dscale[c] = 0;
        if (dshift) dshift[c] = 0;
    }
    for (long r = 0; r < n->rows; r++, x += columns, dy += columns, dx += columns) {
        V m = T(splat)(dshift ? mean[r] : 0), factor = T(splat)(inverse[r]);
        V of_g = T(splat)(0), of_x = T(splat)(0);
        for (long c = 0; c < columns; c += LANES) {
            V d = T(load_first)(dy + c, columns - c, 0);
            V hat = (T(load_first)(x + c, columns - c, 0) - m) * factor;
            V g = T(load_first)(scale + c, columns - c, 0) * d;
            of_g += g;
            of_x = T(fma)(g, hat, of_x);
            T(store_first)(dscale + c, T(fma)(d, hat, T(load)(dscale + c)), columns - c);
            if (dshift) T(store_first)(dshift + c, d + T(load)(dshift + c), columns - c);
        }
        REAL share = (REAL)1 / (REAL)columns;
        V mean_g = T(splat)(dshift ? T(total)(of_g) * share : 0);
        V mean_x = T(splat)(T(total)(of_x) * share);
        for (long c = 0; c < columns; c += LANES) {
            V hat = (T(load)(x + c) - m) * factor;
            V g = T(load)(dy + c) * T(load)(scale + c);
            T(store)(dx + c, factor * (T(fma)(-hat, mean_x, g) - mean_g));
        }
    }
}

/// Sets every channel of a group to the group's mean of `sums`, each over `pixels` values.
INLINE void T(share_in_groups)(REAL *sums, const GroupNormalization *n) {
    long width = n->channels / n->groups;
    for (long g = 0; g < n->groups; g++, sums += width) {
        REAL sum = 0;
        for (long c = 0; c < width; c++) sum += sums[c];
        sum /= (REAL)(width * n->pixels);
        for (long c = 0; c < width; c++) sums[c] = sum;
    }
}

/// sums[c] = the sum over the pixels of (x - mean)^2, or of x where `mean` is null.
INLINE void T(channel_sums)(
    const REAL *x, const REAL *mean, REAL *sums, const GroupNormalization *n) {
    for (long c = 0; c < n->channels; c += LANES) {
        V total = T(splat)(0), m = mean ? T(load)(mean + c) : T(splat)(0);
        for (long start = 0; start < n->pixels; start += 256) {
            long end = n->pixels < start + 256 ? n->pixels : start + 256;
            V part = T(splat)(0);
            for (long p = start; p < end; p++) {
                V v = T(load)(x + p * n->channels + c);
                part = mean ? T(fma)(v - m, v - m, part) : part + v;
            }
            total += part;
        }
        T(store_first)(sums + c, total, n->channels - c);
    }
}

static void T(normalize_groups)(const GroupNormalization *n, const void *px, void *py) {
    const REAL *x = px, *scale = n->scale, *shift = n->shift;
    REAL *y = py, *mean = n->mean, *inverse = n->inverse;
    const long size = n->pixels * n->channels;
    for (long i = 0; i < n->images; i++, x += size, y += size) {
        T(channel_sums)(x, 0, mean, n);
        T(share_in_groups)(mean, n);
        T(channel_sums)(x, mean, inverse, n);
        T(share_in_groups)(inverse, n);
        for (long c = 0; c < n->channels; c += LANES) {
            V v = T(load)(inverse + c) + T(splat)((REAL)n->epsilon);
            V root = T(splat)(1) / __builtin_elementwise_sqrt(v);
            T(store_first)(inverse + c, root, n->channels - c);
        }
        T(normalize)(x, mean, inverse, scale, shift, y, n->pixels, n->channels);
        mean += n->channels;
        inverse += n->channels;
    }
}

/// The same formula as for rows, with the means over a group; `of_x` and `of_1` hold a row of
/// channels each.
static void T(normalize_groups_derivative)(
    const GroupNormalization *n, const void *px, const void *pd, void *pdx, void *ps, void *pb,
    void *px_sums, void *p1_sums) {
    const REAL *x = px, *dy = pd, *scale = n->scale, *mean = n->mean, *inverse = n->inverse;
    REAL *dx = pdx, *dscale = ps, *dshift = pb, *of_x = px_sums, *of_1 = p1_sums;
    const long channels = n->channels, size = n->pixels * channels;
    for (long c = 0; c < channels; c++) dscale[c] = dshift[c] = 0;
    for (long i = 0; i < n->images; i++, x += size, dy += size, dx += size) {
        for (long c = 0; c < channels; c++) of_x[c] = of_1[c] = 0;
        T(normalize_sums)(x, dy, mean, inverse, of_x, of_1, n->pixels, channels);
        for (long c = 0; c < channels; c++) {
            dscale[c] += of_x[c];
            dshift[c] += of_1[c];
            of_x[c] *= scale[c];
            of_1[c] *= scale[c];
        }
        T(share_in_groups)(of_x, n);
        T(share_in_groups)(of_1, n);
        for (long p = 0; p < n->pixels; p++)
            for (long c = 0; c < channels; c += LANES) {
                V root = T(load)(inverse + c);
                V hat = (T(load)(x + p * channels + c) - T(load)(mean + c)) * root;
                V g = T(load)(dy + p * channels + c) * T(load)(scale + c) - T(load)(of_1 + c);
                T(store)(dx + p * channels + c, root * T(fma)(-hat, T(load)(of_x + c), g));
            }
        mean += channels;
        inverse += channels;
    }
}
