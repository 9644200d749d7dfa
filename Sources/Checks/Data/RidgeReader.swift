internal import Tensors

/// Linear least squares with a penalty of a tenth of the rows on squared weights: (XᵀX + λ I) W =
/// Xᵀ Y, for features and answers without their means.
struct RidgeReader {
    private let weights: Tensor
    private let means: [Float]
    private let outputs: Int

    /// - Parameter answers: rows of `outputs` numbers.
    init(_ features: Tensor, _ answers: [Float], _ outputs: Int) {
        let (rows, width) = (features.shape[0], features.shape[1])
        var means = [Float](repeating: 0, count: outputs)
        for (index, value) in answers.enumerated() { means[index % outputs] += value }
        for index in means.indices { means[index] /= Float(rows) }
        let centred = answers.enumerated().map { $1 - means[$0 % outputs] }
        let gram = matmul(features, features, transposeA: true).scalars
        let moments = matmul(
            features, Tensor(centred, shape: [rows, outputs]), transposeA: true
        ).scalars
        weights = Tensor(
            Self.solve(gram, moments, width: width, outputs: outputs, penalty: Double(rows) / 10),
            shape: [width, outputs])
        self.means = means
        self.outputs = outputs
    }

    /// Rows of `outputs` numbers.
    func scores(of features: Tensor) -> [Float] {
        matmul(features, weights).scalars.enumerated().map { $1 + means[$0 % outputs] }
    }

    func classes(of features: Tensor) -> [Int] {
        let scores = scores(of: features)
        return (0..<features.shape[0]).map { row in
            (0..<outputs).max {
                scores[row * outputs + $0] < scores[row * outputs + $1]
            } ?? 0
        }
    }

    /// By Cholesky's factors.
    private static func solve(
        _ gram: [Float], _ moments: [Float], width: Int, outputs: Int, penalty: Double
    ) -> [Float] {
        var factor = gram.map(Double.init)
        factor.withUnsafeMutableBufferPointer { factor in
            for column in 0..<width {
                factor[column * width + column] += penalty
                for row in column..<width {
                    var sum = factor[row * width + column]
                    for k in 0..<column {
                        sum -= factor[row * width + k] * factor[column * width + k]
                    }
                    factor[row * width + column] =
                        row == column
                        ? max(sum, 1e-12).squareRoot() : sum / factor[column * width + column]
                }
            }
        }
        var solved = moments.map(Double.init)
        for output in 0..<outputs {
            for row in 0..<width {
                var sum = solved[row * outputs + output]
                for k in 0..<row { sum -= factor[row * width + k] * solved[k * outputs + output] }
                solved[row * outputs + output] = sum / factor[row * width + row]
            }
            for row in (0..<width).reversed() {
                var sum = solved[row * outputs + output]
                for k in row + 1..<width {
                    sum -= factor[k * width + row] * solved[k * outputs + output]
                }
                solved[row * outputs + output] = sum / factor[row * width + row]
            }
        }
        return solved.map { Float($0) }
    }
}
