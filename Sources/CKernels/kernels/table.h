// The table of one instance.
static const KernelTable T(table) = {
    .relu = T(relu), .leaky_relu = T(leaky_relu), .tanh = T(tanh), .sigmoid = T(sigmoid),
    .gelu = T(gelu), .gelu_tanh = T(gelu_tanh), .exp = T(exp), .log = T(log),
    .relu_derivative = T(relu_derivative), .leaky_relu_derivative = T(leaky_relu_derivative),
    .tanh_derivative = T(tanh_derivative), .sigmoid_derivative = T(sigmoid_derivative),
    .gelu_derivative = T(gelu_derivative), .gelu_tanh_derivative = T(gelu_tanh_derivative),
    .add = T(add), .subtract = T(subtract), .multiply = T(multiply), .divide = T(divide),
    .affine = T(affine), .fill = T(fill), .repeat_row = T(repeat_row), .transpose = T(transpose),
#if IS_FLOAT
    .product = product,
#endif
    .sum = T(sum), .sum_of_squares = T(sum_of_squares), .sum_axis = T(sum_axis),
    .spread_axis = T(spread_axis), .add_column_sums = T(add_column_sums),
    .softmax = T(softmax), .log_softmax = T(log_softmax),
    .softmax_derivative = T(softmax_derivative),
    .log_softmax_derivative = T(log_softmax_derivative),
    .cross_entropy_classes = T(cross_entropy_classes),
    .cross_entropy_probabilities = T(cross_entropy_probabilities),
    .binary_cross_entropy = T(binary_cross_entropy), .squared_error = T(squared_error),
    .batch_norm = T(batch_norm), .batch_norm_derivative = T(batch_norm_derivative),
    .inverse_deviation = T(inverse_deviation), .normalize = T(normalize),
    .normalize_sums = T(normalize_sums), .dropout = T(dropout), .uniform = T(uniform),
    .normal = T(normal), .sgd = T(sgd), .adam = T(adam),
    .convolution = T(convolution), .grouped = T(grouped), .pooling = T(pooling),
    .upsampling = T(upsampling),
};
