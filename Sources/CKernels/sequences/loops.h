// Included once per instruction set and scalar type, after the other loops.
#include "activations.h"
#include "attention.h"
#include "embedding.h"
#include "normalization.h"
#include "recurrence.h"
#include "recurrence_derivative.h"

static const SequenceTable T(sequences) = {
    .take_rows = T(take_rows), .add_rows = T(add_rows),
    .normalize_rows = T(normalize_rows),
    .normalize_rows_derivative = T(normalize_rows_derivative),
    .normalize_groups = T(normalize_groups),
    .normalize_groups_derivative = T(normalize_groups_derivative),
    .elu = T(elu), .selu = T(selu), .silu = T(silu), .softplus = T(softplus),
    .hard_swish = T(hard_swish), .elu_derivative = T(elu_derivative),
    .selu_derivative = T(selu_derivative), .silu_derivative = T(silu_derivative),
    .softplus_derivative = T(softplus_derivative),
    .hard_swish_derivative = T(hard_swish_derivative), .prelu = T(prelu),
    .prelu_derivative = T(prelu_derivative), .attend = T(attend),
    .attend_derivative = T(attend_derivative), .recur = T(recur),
    .recur_derivative = T(recur_derivative),
};
