// What a program of one's own needs to write data, network and training step comes with
// `import Preflight`.
@_exported public import Checks
@_exported public import Datasets
@_exported public import Experiments
@_exported public import Jobs
@_exported public import Networks
@_exported public import Randomness
@_exported public import Tensors
@_exported public import Training
