// Pairs of values rounded to bfloat16, as vdpbf16ps multiplies them. A pair fills 32 bits and is
// moved about as a `float`, so that the loops of convolution/tile.h serve it too.

INLINE __mmask16 half_lanes(long count) {
    return count >= LANES ? 0xffff : count <= 0 ? 0 : (__mmask16)((1u << count) - 1);
}

/// Pairs of neighbours: word i holds values 2i and 2i + 1, or 0 beyond the last one.
static void half_neighbours(const float *x, long count, float *words) {
    for (long i = 0; i < count; i += 2 * LANES) {
        __m512 low = _mm512_maskz_loadu_ps(half_lanes(count - i), x + i);
        __m512 high = _mm512_maskz_loadu_ps(half_lanes(count - i - LANES), x + i + LANES);
        __m512i both = _mm512_inserti64x4(
            _mm512_castsi256_si512((__m256i)_mm512_cvtneps_pbh(low)),
            (__m256i)_mm512_cvtneps_pbh(high), 1);
        _mm512_mask_storeu_epi32(words + i / 2, half_lanes((count - i + 1) / 2), both);
    }
}

/// The channels of each of some pixels in pairs; an odd one is paired with 0.
static void half_channels(const float *x, long pixels, long channels, float *words) {
    if (channels % 2 == 0) return half_neighbours(x, pixels * channels, words);
    for (long i = 0; i < pixels; i++)
        half_neighbours(x + i * channels, channels, words + i * ((channels + 1) / 2));
}

/// Word i holds values i of `first` and of `second`; 0 for those of a null.
static void half_couples(const float *first, const float *second, long count, float *words) {
    for (long i = 0; i < count; i += LANES) {
        __mmask16 lanes = half_lanes(count - i);
        __m512 low = first ? _mm512_maskz_loadu_ps(lanes, first + i) : _mm512_setzero_ps();
        __m512 high = second ? _mm512_maskz_loadu_ps(lanes, second + i) : _mm512_setzero_ps();
        __m512i down = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(low));
        __m512i up = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(high));
        _mm512_mask_storeu_epi32(
            words + i, lanes, _mm512_or_si512(down, _mm512_slli_epi32(up, 16)));
    }
}

/// Windows over a picture that is always a copy. The pitch only shrinks, so the chunks still fit.
static Windows half_windows(Windows w) {
    w.direct = false;
    w.pitch = (w.grid_width - 1) * w.step * w.channels + w.run;
    return w;
}

/// Copies a chunk of the source, of `channels` values a pixel, into a picture of pairs of channels
/// with zeros around it.
static void half_pad(
    const Windows *w, long channels, const float *source, Chunk chunk, float *picture
) {
    long pixels = w->pitch / w->channels, rows = picture_rows(w, chunk.rows);
    long left = smaller(larger(w->left, 0), pixels), from = larger(-w->left, 0);
    long copied = larger(smaller(w->width - from, pixels - left), 0);
    for (long image = 0; image < chunk.images; image++)
        for (long i = 0; i < rows; i++, picture += w->pitch) {
            long row = chunk.row * w->step + i - w->top;
            memset(picture, 0, (size_t)w->pitch * sizeof(float));
            if (row < 0 || row >= w->height) continue;
            const float *line =
                source + ((chunk.image + image) * w->height + row) * w->width * channels;
            half_channels(
                line + from * channels, copied, channels, picture + left * w->channels);
        }
}

/// The same as a picture of couples: of each value and that of the next window in its row.
static void half_couple(const Windows *w, const float *source, Chunk chunk, float *picture) {
    long pixels = w->pitch / w->channels, rows = picture_rows(w, chunk.rows);
    for (long image = 0; image < chunk.images; image++)
        for (long i = 0; i < rows; i++, picture += w->pitch) {
            long row = chunk.row * w->step + i - w->top;
            bool inside = row >= 0 && row < w->height;
            const float *line =
                source + ((chunk.image + image) * w->height + row) * w->width * w->channels;
            for (long j = 0, end; j < pixels; j = end) {
                // As long as both stay within the image, or outside of it.
                long a = j - w->left, b = a + w->step;
                bool has_a = inside && a >= 0 && a < w->width;
                bool has_b = inside && b >= 0 && b < w->width;
                long stay = pixels - j;
                if (a < 0) stay = smaller(stay, -a);
                if (b < 0) stay = smaller(stay, -b);
                if (a >= 0 && a < w->width) stay = smaller(stay, w->width - a);
                if (b >= 0 && b < w->width) stay = smaller(stay, w->width - b);
                half_couples(
                    has_a ? line + a * w->channels : 0, has_b ? line + b * w->channels : 0,
                    stay * w->channels, picture + j * w->channels);
                end = j + stay;
            }
        }
}
