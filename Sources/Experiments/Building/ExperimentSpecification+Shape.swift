public import Jobs

extension ExperimentSpecification {
    /// Returns the shape of one row's output for inputs of one example's shape, which the parser
    /// has checked.
    public func outputShape(inputShape: [Int]) -> [Int] {
        LayerList(model).fitting(inputShape).last?.output ?? inputShape
    }

    /// The shape of one row's output of the distillation's teacher; nil where there is none.
    public func teacherOutputShape(inputShape: [Int]) -> [Int]? {
        distillation.map {
            LayerList($0.teacher.model).fitting(inputShape).last?.output ?? inputShape
        }
    }

    /// Returns how many numbers training may change, frozen ones included, without building the
    /// network.
    public func parameterCount(inputShape: [Int]) -> Int {
        LayerList(model).parameterCount(inputShape)
    }
}
