internal import Foundation
package import Jobs
internal import Tensors

/// What every worker computes before it joins: each operation forward and backward on fixed small
/// inputs, and a short training with each optimizer. Hosts that give the same digests give the same
/// bytes for real jobs.
///
/// A part that changes what it computes gets another name, so that releases can be told apart from
/// hosts that compute wrongly.
package enum ReferenceJob {
    /// The digests under each numerics that this processor offers. The calling thread, and those
    /// that it starts, compute with each of them in turn.
    package static func digests() -> [String: CanaryDigests] {
        let own = Numerics.current
        defer { Numerics.use(own) }
        var found: [String: CanaryDigests] = [:]
        for numerics in Numerics.offered {
            Numerics.use(numerics)
            found[numerics.name] = parts()
        }
        return found
    }

    /// The digests with the loops of this moment.
    package static func parts() -> CanaryDigests {
        var parts = [
            "elementwise": both(elementwise), "moving": both(moving), "products": both(products),
            "convolutions": both(convolutions), "reductions": both(reductions),
            "losses": both(losses), "sequences": both(sequences),
        ]
        for name in ReferenceTraining.optimizers {
            parts["training/\(name)"] = ReferenceTraining.digest(name)
        }
        var rounded = ReferenceProbe(.float32)
        halves(&rounded)
        parts["bfloat16"] = rounded.digest
        return parts
    }

    private static func both(_ part: (inout ReferenceProbe) -> Void) -> String {
        var single = ReferenceProbe(.float32)
        part(&single)
        var double = ReferenceProbe(.float64)
        part(&double)
        return ReferenceProbe.digest(of: Data((single.digest + double.digest).utf8))
    }
}
