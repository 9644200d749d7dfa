#include "CKernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif
// Every arm64 processor multiplies and adds in one rounding; an x86-64 of the baseline does not.
#if defined(__aarch64__)
#define FUSED 1
#else
#define FUSED 0
#endif
#define REGISTER_BYTES 16
#define LEVEL_TABLES kernel_tables_baseline
#include "kernels/instances.h"
