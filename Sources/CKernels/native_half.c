#include "CKernels.h"
// Products of bfloat16 on x86-64 processors that have them. Of what is included, the passes of
// `half` use a part.
#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(                                                                     \
    __attribute__((target("arch=x86-64-v4,avx512bf16"))), apply_to = function)
#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"
#pragma clang diagnostic ignored "-Wunused-function"
#define FUSED 1
#define REGISTER_BYTES 64
#define REAL float
#define WHOLE int32_t
#define LANES 16
#define IS_FLOAT 1
#define SIGN_BIT ((int32_t)0x80000000)
#define PAIRS 1
#define T(name) name##_pairs
#include "half/geometry.h"
#include <string.h>
#include "kernels/sharing.h"
#include "kernels/vectors.h"
#include "kernels/transposition.h"
#include "half/pictures.h"
#include "convolution/passes.h"
#include "half/passes.h"

const ConvolutionTable half_products = {
    half_convolve, half_input_gradient, half_weight_gradient};
#pragma clang attribute pop
#endif
