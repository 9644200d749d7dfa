// Elementary functions on vectors. Own code, so that no host's libm changes a bit. Errors are a few
// units in the last place; NaN goes in and out.

#if IS_FLOAT
#define MAGIC 12582912.0f  // 1.5 * 2^23: adding it rounds to an integer
#define FRACTION_BITS 23
#define EXPONENT_BIAS 127
#define LN2_HIGH 0.693359375f
#define LN2_LOW -2.12194440e-4f
#define EXP_LOWEST -104.0f
#define EXP_HIGHEST 89.0f
#define EXP_TERMS 7
#define LOG_TERMS 5
#define SINE_TERMS 6
#define SMALLEST_NORMAL 0x1p-126f
#define SUBNORMAL_BITS 24
#define ROOT_HALF_BITS 0x3f3504f3
#else
#define MAGIC 6755399441055744.0
#define FRACTION_BITS 52
#define EXPONENT_BIAS 1023
#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10
#define EXP_LOWEST -746.0
#define EXP_HIGHEST 710.0
#define EXP_TERMS 13
#define LOG_TERMS 11
#define SINE_TERMS 10
#define SMALLEST_NORMAL 0x1p-1022
#define SUBNORMAL_BITS 54
#define ROOT_HALF_BITS 0x3fe6a09e667f3bcdLL
#endif

INLINE V T(power_of_two)(I k) { return (V)((k + EXPONENT_BIAS) << FRACTION_BITS); }

/// x = k ln 2 + r with |r| <= ln 2 / 2; returns exp(r) - 1 by its Taylor series.
INLINE V T(exp_reduced)(V x, I *k) {
    V shifted = T(fma)(x, T(splat)((REAL)1.44269504088896340736), T(splat)(MAGIC));
    V n = shifted - T(splat)(MAGIC);
    *k = (I)shifted - (I)T(splat)(MAGIC);
    V r = T(fma)(n, T(splat)(-LN2_HIGH), x);
    r = T(fma)(n, T(splat)(-LN2_LOW), r);
    double factorial = 1;
    for (int i = 2; i <= EXP_TERMS; i++) factorial *= i;
    V sum = T(splat)((REAL)(1 / factorial));
    for (int i = EXP_TERMS; i > 2; i--) {
        factorial /= i;
        sum = T(fma)(sum, r, T(splat)((REAL)(1 / factorial)));
    }
    return T(fma)(sum * r, r, r);
}

INLINE V T(exp_of)(V x) {
    x = T(select)(x < T(splat)(EXP_LOWEST), T(splat)(EXP_LOWEST), x);
    x = T(select)(x > T(splat)(EXP_HIGHEST), T(splat)(EXP_HIGHEST), x);
    I k;
    V e = T(exp_reduced)(x, &k) + T(splat)(1);
    I half = k >> 1;
    return e * T(power_of_two)(half) * T(power_of_two)(k - half);
}

/// tanh x = m / (m + 2), m = exp(2 |x|) - 1
INLINE V T(tanh_of)(V x) {
    V y = T(abs)(x) * T(splat)(2);
    y = T(select)(y > T(splat)(44), T(splat)(44), y);
    I k;
    V e = T(exp_reduced)(y, &k);
    V power = T(power_of_two)(k);
    V m = T(fma)(e, power, power - T(splat)(1));
    V t = m / (m + T(splat)(2));
    return (V)((I)t | ((I)x & SIGN_BIT));
}

INLINE V T(sigmoid_of)(V x) { return T(splat)(1) / (T(splat)(1) + T(exp_of)(-x)); }

/// x = 2^e m, sqrt(1/2) <= m < sqrt 2; log m = 2 artanh((m - 1) / (m + 1))
INLINE V T(log_of)(V x) {
    I tiny = x < T(splat)(SMALLEST_NORMAL);
    V scaled = T(select)(tiny, x * T(splat)((REAL)(1LL << SUBNORMAL_BITS)), x);
    I e = ((I)scaled - (I)((WHOLE)ROOT_HALF_BITS)) >> FRACTION_BITS;
    V m = (V)((I)scaled - (e << FRACTION_BITS));
    V exponent = __builtin_convertvector(e - (tiny & SUBNORMAL_BITS), V);
    V s = (m - T(splat)(1)) / (m + T(splat)(1));
    V z = s * s;
    V sum = T(splat)((REAL)2 / (2 * LOG_TERMS + 1));
    for (int i = LOG_TERMS - 1; i > 0; i--)
        sum = T(fma)(sum, z, T(splat)((REAL)2 / (REAL)(2 * i + 1)));
    V tail = T(fma)(exponent, T(splat)(LN2_LOW), s * z * sum);
    V y = T(fma)(exponent, T(splat)(LN2_HIGH), T(fma)(s, T(splat)(2), tail));
    y = T(select)(x == T(splat)(0), T(splat)(-__builtin_inff()), y);
    y = T(select)(x == T(splat)(__builtin_inff()), x, y);
    return T(select)((x < T(splat)(0)) | (x != x), T(splat)(__builtin_nanf("")), y);
}

/// log(1 + x) for 0 <= x <= 1, exact to the last places for small x too (Kahan).
INLINE V T(log_one_plus)(V x) {
    V u = T(splat)(1) + x;
    V y = T(log_of)(u) * (x / (u - T(splat)(1)));
    return T(select)(u == T(splat)(1), x, y);
}

/// cos and sin of 2 pi u, 0 <= u < 1
INLINE void T(turn)(V u, V *cosine, V *sine) {
    V shifted = u * T(splat)(4) + T(splat)(MAGIC);
    I quarter = (I)shifted - (I)T(splat)(MAGIC);
    V r = T(fma)(u, T(splat)(4), T(splat)(MAGIC) - shifted);
    r = r * T(splat)((REAL)1.57079632679489661923);
    V z = r * r;
    V c = T(splat)(0), s = T(splat)(0);
    for (int i = SINE_TERMS; i > 0; i--) {
        c = T(fma)(c, z, T(splat)(1)) * T(splat)((REAL)-1 / (REAL)((2 * i - 1) * (2 * i)));
        s = T(fma)(s, z, T(splat)(1)) * T(splat)((REAL)-1 / (REAL)((2 * i) * (2 * i + 1)));
    }
    c = T(fma)(c, z, T(splat)(1));
    s = T(fma)(s * z, r, r);
    I odd = (quarter & 1) != 0;
    V a = T(select)(odd, s, c), b = T(select)(odd, c, s);
    *cosine = (V)((I)a ^ ((((quarter + 1) & 2) != 0) & SIGN_BIT));
    *sine = (V)((I)b ^ (((quarter & 2) != 0) & SIGN_BIT));
}

#if IS_FLOAT
/// A rational minimax approximation on |x| <= 4 (that of Eigen and XLA).
INLINE V T(erf_of)(V x) {
    static const float above[] = {
        -2.72614225801306e-10f, 2.77068142495902e-08f, -2.10102402082508e-06f,
        -5.69250639462346e-05f, -7.34990630326855e-04f, -2.95459980854025e-03f,
        -1.60960333262415e-02f};
    static const float below[] = {
        -1.45660718464996e-05f, -2.13374055278905e-04f, -1.68282697438203e-03f,
        -7.37332916720468e-03f, -1.42647390514189e-02f};
    V y = T(select)(x > T(splat)(4), T(splat)(4), x);
    y = T(select)(x < T(splat)(-4), T(splat)(-4), y);
    V z = y * y, p = T(splat)(above[0]), q = T(splat)(below[0]);
    for (int i = 1; i < 7; i++) p = T(fma)(p, z, T(splat)(above[i]));
    for (int i = 1; i < 5; i++) q = T(fma)(q, z, T(splat)(below[i]));
    return y * p / q;
}
#else
/// 2 / sqrt(pi) x exp(-x^2) sum of (2 x^2)^n / (1 3 5 … (2 n + 1)), whose terms are all positive
/// (Abramowitz and Stegun, 7.1.6).
INLINE V T(erf_of)(V x) {
    V y = T(select)(x > T(splat)(6), T(splat)(6), x);
    y = T(select)(x < T(splat)(-6), T(splat)(-6), y);
    V z = y * y, term = y, sum = y;
    for (int n = 1; n < 200; n++) {
        term = term * z * T(splat)(2.0 / (2 * n + 1));
        sum = sum + term;
    }
    return sum * T(exp_of)(-z) * T(splat)(1.12837916709551257390);
}
#endif
