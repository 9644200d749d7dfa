/// An experiment as plain data, every `${parameter}` already replaced by a value: what the parser
/// in `Experiments` makes of a file, and what networks, data and training are built from.
public struct ExperimentSpecification: Hashable, Sendable, Codable {
    public var name: String
    public var data: DataSpecification
    public var model: [ComponentSpecification]
    public var loss: ComponentSpecification
    /// What is learned from a teacher beside the loss.
    public var distillation: DistillationSpecification?
    public var optimizer: ComponentSpecification
    public var schedule: ComponentSpecification
    public var training: TrainingSpecification
    /// What the file says of checks, by their names; those that it leaves out are as they are.
    public var checks: [String: CheckSpecification]
    /// The values that the file's parameters have in this specification.
    public var parameters: [String: ParameterValue]
    public var seed: UInt64
    /// What the initial weights are drawn from in place of the run's seed; nil: that one.
    public var initializationSeed: UInt64?

    public init(
        name: String, data: DataSpecification, model: [ComponentSpecification],
        loss: ComponentSpecification, distillation: DistillationSpecification? = nil,
        optimizer: ComponentSpecification, schedule: ComponentSpecification,
        training: TrainingSpecification, checks: [String: CheckSpecification] = [:],
        parameters: [String: ParameterValue], seed: UInt64,
        initializationSeed: UInt64? = nil
    ) {
        self.name = name
        self.data = data
        self.model = model
        self.loss = loss
        self.distillation = distillation
        self.optimizer = optimizer
        self.schedule = schedule
        self.training = training
        self.checks = checks
        self.parameters = parameters
        self.seed = seed
        self.initializationSeed = initializationSeed
    }
}
