/// Student's t distribution, as far as an interval needs it.
enum StudentDistribution {
    /// The 97.5 % quantiles for 1, 2, … degrees of freedom: a table, so that every host gives the
    /// same bits.
    private static let quantiles = [
        12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157,
        2.228139, 2.200985, 2.178813, 2.160369, 2.144787, 2.131450, 2.119905, 2.109816, 2.100922,
        2.093024, 2.085963, 2.079614, 2.073873, 2.068658, 2.063899, 2.059539, 2.055529, 2.051831,
        2.048407, 2.045230, 2.042272, 2.039513, 2.036933, 2.034515, 2.032245, 2.030108, 2.028094,
        2.026192, 2.024394, 2.022691, 2.021075, 2.019541, 2.018082, 2.016692, 2.015368, 2.014103,
        2.012896, 2.011741, 2.010635, 2.009575,
    ]

    /// Returns the half width, in standard errors, of a 95 % interval; that of 49 degrees of
    /// freedom for all more, which is wider than need be by 2.5 % at most.
    static func halfWidth(degreesOfFreedom: Int) -> Double {
        quantiles[min(max(degreesOfFreedom, 1), quantiles.count) - 1]
    }
}
