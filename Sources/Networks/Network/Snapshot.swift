public import Tensors

/// The values of all parameters of a network at one moment, running statistics included.
///
/// Tensors never change, so this costs no copy until training moves on.
public struct Snapshot {
    package let values: [Tensor]

    package init(values: [Tensor]) {
        self.values = values
    }
}

extension Network {
    /// Returns the parameters' values as they are.
    public func snapshot() -> Snapshot {
        Snapshot(values: parameters.map(\.parameter.value))
    }

    /// Gives every parameter the value that it had when `snapshot` was taken of this network, or of
    /// one of the same build.
    public func restore(_ snapshot: Snapshot) {
        let shapes = snapshot.values.map(\.shape)
        if shapes != parameters.map(\.parameter.shape) {
            fatalError("a snapshot of the shapes \(shapes) does not fit this network")
        }
        for (named, value) in zip(parameters, snapshot.values) { named.parameter.value = value }
    }

    /// Returns the name of the first parameter that holds NaN or an infinity in `snapshot`.
    public func firstNonFinite(in snapshot: Snapshot) -> String? {
        zip(parameters, snapshot.values).first { !$1.doubles.allSatisfy(\.isFinite) }?.0.name
    }

    /// Converts every parameter, such as to `float64` for a gradient check.
    public func convert(to type: ScalarType) {
        for named in parameters {
            named.parameter.value = named.parameter.value.converted(to: type)
        }
    }
}
