// One instruction set, for `float` and `double`; LEVEL, FUSED, WIDE_BYTES, WIDE_ROWS and
// NARROW_ROWS are set, and unset at the end.
#define T(name) JOINED(JOINED(convolution_, name), JOINED(_float, LEVEL))
#define REAL float
#define WHOLE int32_t
#define WIDE_LANES (WIDE_BYTES / 4)
#define NARROW_LANES (WIDE_BYTES / 8)
#include "passes.h"
#undef T
#undef REAL
#undef WHOLE
#undef WIDE_LANES
#undef NARROW_LANES

#define T(name) JOINED(JOINED(convolution_, name), JOINED(_double, LEVEL))
#define REAL double
#define WHOLE int64_t
#define WIDE_LANES (WIDE_BYTES / 8)
#define NARROW_LANES (WIDE_BYTES / 16)
#include "passes.h"
#undef T
#undef REAL
#undef WHOLE
#undef WIDE_LANES
#undef NARROW_LANES

static const ConvolutionTable JOINED(convolution_float, LEVEL) = {
    JOINED(JOINED(convolution_forward, _float), LEVEL),
    JOINED(JOINED(convolution_input_gradient, _float), LEVEL),
    JOINED(JOINED(convolution_weight_gradient, _float), LEVEL),
};
static const ConvolutionTable JOINED(convolution_double, LEVEL) = {
    JOINED(JOINED(convolution_forward, _double), LEVEL),
    JOINED(JOINED(convolution_input_gradient, _double), LEVEL),
    JOINED(JOINED(convolution_weight_gradient, _double), LEVEL),
};

#undef LEVEL
#undef FUSED
#undef WIDE_BYTES
#undef WIDE_ROWS
#undef NARROW_ROWS
