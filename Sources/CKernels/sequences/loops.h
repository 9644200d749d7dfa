// Included once per instruction set and scalar type, after the other loops.
#include "embedding.h"

static const SequenceTable T(sequences) = {
    .take_rows = T(take_rows), .add_rows = T(add_rows),
};
