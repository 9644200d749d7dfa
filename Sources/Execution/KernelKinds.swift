internal import Tensors

/// The kernel kinds of this host's processor.
enum KernelKinds {
    /// What OpenBLAS chose by itself, or by this process's environment.
    static let native = KernelKind.current
    /// The kinds that compute processes may be asked to run with, the native one first.
    static let offered = KernelKind.offered
}
