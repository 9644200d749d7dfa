#pragma once

/// Products with operands rounded to bfloat16, the upper half of a `float`'s bits.

#include <stdbool.h>

#include "CKernelsConvolution.h"

/// y = x rounded to the nearest bfloat16 (of two as near, the one with an even last bit), kept as
/// `float`; NaN stays NaN. y may be x.
typedef void (*_Nullable KernelRounding)(
    const float *_Nonnull x, float *_Nonnull y, long count);

/// Convolutions of `float` images that round their operands and multiply them with `vdpbf16ps`,
/// which takes denormals for 0 and adds the products of a pair in its own way; `dbias` stays
/// untouched. Null where this processor has no AVX512_BF16.
const ConvolutionTable *_Nullable kernel_half_products(void);

/// The bytes of working memory that each of their functions needs for this shape.
long half_scratch_bytes(const ConvolutionShape *_Nonnull shape);
