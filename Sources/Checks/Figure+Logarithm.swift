internal import ElementaryFunctions

extension Double {
    /// The decimal logarithm; -infinity of 0.
    var log10: Double { Double.log10(self) }

    /// 10 to the power of this.
    var powerOfTen: Double { Double.pow(10, self) }
}
