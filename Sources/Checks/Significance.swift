/// How often checks that judge by chance may be wrong of a sound experiment.
///
/// All of them together share 1 % a run: each question is asked at a level of its own share, the
/// first step of Holm's correction (Scandinavian Journal of Statistics 6, 1979). It does not depend
/// on which checks were chosen, so that a choice changes no finding.
public enum Significance {
    /// As many checks share it at most: no fewer than all registries together list, which a test
    /// holds, and a round number, so that one check more changes no other's finding.
    public static let checks = 100
    /// The level of one check; a check of several questions divides it among them.
    static let level = 0.01 / Double(checks)
}
