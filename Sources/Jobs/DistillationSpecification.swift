/// What a network learns from a trained one beside its loss.
public struct DistillationSpecification: Hashable, Sendable, Codable {
    /// A trained network, which no longer learns.
    public struct Teacher: Hashable, Sendable, Codable {
        public var model: [ComponentSpecification]
        /// The file of its weights as written in the experiment file, relative to it.
        public var weights: String

        public init(model: [ComponentSpecification], weights: String) {
            self.model = model
            self.weights = weights
        }
    }

    public var teacher: Teacher
    /// What both networks' logits are divided by; above 0.
    public var temperature: Double
    /// The teacher's share of the loss, in 0 … 1.
    public var weight: Double

    public init(teacher: Teacher, temperature: Double, weight: Double) {
        self.teacher = teacher
        self.temperature = temperature
        self.weight = weight
    }
}
