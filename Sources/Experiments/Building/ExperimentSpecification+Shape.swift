public import Jobs
internal import Networks

extension ExperimentSpecification {
    /// Returns the shape of one row's output for inputs of one example's shape, which the parser
    /// has checked.
    public func outputShape(inputShape: [Int]) -> [Int] {
        LayerList(model).outputShape(inputShape)
    }

    /// The shape of one row's output of the distillation's teacher; nil where there is none.
    public func teacherOutputShape(inputShape: [Int]) -> [Int]? {
        distillation.map {
            LayerList($0.teacher.model).outputShape(inputShape)
        }
    }

    /// Returns how many numbers training may change, frozen ones included, without drawing
    /// the network's initial values.
    public func parameterCount(inputShape: [Int]) -> Int {
        Network(LayerList(model).outline(inputShape)).trainableCount
    }
}
