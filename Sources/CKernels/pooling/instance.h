// One instruction set, for `float` and `double`; LEVEL is set, and unset at the end.
#define T(name) JOINED(JOINED(pooling_, name), JOINED(_float, LEVEL))
#define REAL float
#define WHOLE int32_t
#define LANES 16
#include "loops.h"
#undef T
#undef REAL
#undef WHOLE
#undef LANES

#define T(name) JOINED(JOINED(pooling_, name), JOINED(_double, LEVEL))
#define REAL double
#define WHOLE int64_t
#define LANES 8
#include "loops.h"
#undef T
#undef REAL
#undef WHOLE
#undef LANES
#undef LEVEL
