internal import Datasets
internal import Jobs
internal import Networks

/// Reads the section `distillation`: a trained network, and how much is learned from it.
struct DistillationSection {
    let specification: DistillationSpecification
    /// The teacher's layers with their places.
    let teacher: ModelSection
    private let field: Field

    /// Returns nil after a complaint.
    static func read(_ field: Field) -> DistillationSection? {
        guard field.isMapping else {
            field.refuse(allowed: "a mapping with the key teacher")
            return nil
        }
        guard let component = kind.read(field),
            let layers = field.member("teacher")?.member("model"),
            let model = ModelSection(layers), let components = model.components
        else { return nil }
        let settings = Settings(component, kind: kind)
        guard let teacher = settings.component("teacher") else {
            fatalError("a distillation that was read has a teacher")
        }
        let specification = DistillationSpecification(
            teacher: DistillationSpecification.Teacher(
                model: components, weights: Settings(teacher, kind: teacherKind).word("weights")),
            temperature: settings.number("temperature"), weight: settings.number("weight"))
        return DistillationSection(specification: specification, teacher: model, field: field)
    }

    /// Complains where the teacher's layers do not fit together or put out another shape than the
    /// network's.
    func checkShapes(input: [Int]?, output: [Int]?) {
        let own = teacher.checkShapes(input: input)
        if let own, let output, own != output {
            teacher.field.failAtKey(
                "the teacher puts out \(own) for each row, but the network \(output): they must "
                    + "agree")
        }
        if specification.teacher.model.last?.kind == "softmax" {
            teacher.field.failAtKey(
                "the teacher's last layer is a softmax, but logits are what is learned from: leave "
                    + "it out")
        }
    }

    /// Complains where the loss is none of logits, or not averaged as the teacher's part is.
    func check(_ loss: ComponentSpecification) {
        let kinds = Catalogue.losses.entries.filter { $0.classes == .required }
        if !kinds.contains(where: { $0.component.name == loss.kind }) {
            let names = kinds.map(\.component.name).joined(separator: ", ")
            field.failAtKey(
                "a teacher's scores of the classes do not go together with \(loss.kind) "
                    + "(allowed: \(names))")
        }
        if loss.settings["reduction"] == .text("sum") {
            field.failAtKey(
                "the teacher's part is a mean over the rows, so the loss must be one too: "
                    + "\"reduction: mean\"")
        }
    }

    static let kind = ComponentKind(
        name: "distillation",
        summary:
            "Learns from a trained network as well: the loss is weight · T² · KL(softmax(teacher / "
            + "T) ‖ softmax(logits / T)) + (1 − weight) · loss (Hinton et al. 2015).",
        settings: [
            .required(
                "teacher", "the trained network", .group(teacherKind),
                synonyms: ["from", "network"]),
            .optional(
                "temperature", "T, by which both networks' logits are divided", .number(.positive),
                standard: .integer(2), synonyms: ["t", "tau"]),
            .optional(
                "weight", "the teacher's share of the loss", .number(.unit), standard: .real(0.5),
                synonyms: ["alpha", "share", "ratio"]),
        ])

    private static let teacherKind = ComponentKind(
        name: "teacher", summary: "A trained network, which no longer learns.",
        settings: [
            .required(
                "model", "its layers, as its own experiment lists them", .layers,
                synonyms: ["layers", "network", "architecture"]),
            .required(
                "weights", "the weights.safetensors or checkpoint that `preflight train` wrote",
                .file, synonyms: ["file", "path", "checkpoint"]),
        ])
}
