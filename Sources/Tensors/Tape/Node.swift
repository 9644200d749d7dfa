/// One recorded operation: plain data, the number of each input's node (-1 where no derivative is
/// wanted), and the tensors that its derivative will read.
struct Node: ~Copyable {
    let operation: OperationCode
    /// Of the result.
    let layout: Shape
    let type: ScalarType
    /// Of the products in its derivative.
    var precision = Precision.float32
    var inputs: (Int32, Int32, Int32, Int32) = (-1, -1, -1, -1)
    var saved: (Tensor?, Tensor?, Tensor?, Tensor?) = (nil, nil, nil, nil)
    var setting = Setting()

    /// What an operation needs beside tensors.
    struct Setting {
        var number = 0.0
        var whole = SIMD8<Int32>()
        var key = (UInt64(0), UInt64(0))
    }

    @inline(__always)
    init(_ operation: OperationCode, _ layout: Shape, _ type: ScalarType) {
        self.operation = operation
        self.layout = layout
        self.type = type
    }
}
