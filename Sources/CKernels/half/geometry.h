#pragma once
#include "../convolution/geometry.h"

/// The same convolution with the channels of its source in pairs.
static inline ConvolutionShape half_input_pairs(const ConvolutionShape *s) {
    ConvolutionShape pairs = *s;
    pairs.channels = (s->channels + 1) / 2;
    return pairs;
}

/// The same with the filters, the channels of dy, in pairs.
static inline ConvolutionShape half_output_pairs(const ConvolutionShape *s) {
    ConvolutionShape pairs = *s;
    pairs.filters = (s->filters + 1) / 2;
    return pairs;
}
