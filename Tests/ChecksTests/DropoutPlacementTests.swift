import Checks
import Experiments
import Jobs
import Testing

@Suite struct DropoutPlacementTests {
    private func finding(_ layers: [ComponentSpecification]) throws -> Finding {
        var recipe = try Recipe.sample("ok-01", job: "dropout-placement")
        recipe.specification.model = layers
        return try recipe.finding(of: "dropout-placement")
    }

    private let hidden = ComponentSpecification(
        kind: "linear", settings: ["features": .scalar(.integer(16))])
    private let head = ComponentSpecification(
        kind: "linear", settings: ["features": .scalar(.integer(10))])
    private let relu = ComponentSpecification(kind: "relu")
    private let norm = ComponentSpecification(kind: "batch-norm")

    private func dropout(_ rate: Double) -> ComponentSpecification {
        ComponentSpecification(kind: "dropout", settings: ["rate": .scalar(.real(rate))])
    }

    @Test func `dropout between hidden layers is sound, behind a batch normalization too`() throws {
        let finding = try finding([hidden, norm, relu, dropout(0.5), head])
        #expect(finding.verdict == .passed, "\(finding.evidence)")
        #expect(finding.measurements.map(\.value) == [0.5])
    }

    @Test func `dropout of the outputs warns`() throws {
        let finding = try finding([hidden, relu, head, dropout(0.1)])
        #expect(finding.verdict == .warned)
        #expect(finding.evidence == "layer 3 drops outputs: no layer with weights follows")
    }

    @Test func `dropout before a batch normalization warns`() throws {
        let finding = try finding([hidden, dropout(0.2), relu, norm, head])
        #expect(finding.verdict == .warned)
        #expect(
            finding.evidence == "layer 1 drops what the batch normalization 3 is to measure")
    }

    @Test func `a residual block that ends in dropout has what follows the block behind it`() throws
    {
        let block = ComponentSpecification(
            kind: "residual",
            settings: [
                "layers": .list([
                    .component(
                        ComponentSpecification(
                            kind: "linear", settings: ["features": .scalar(.integer(64))])),
                    .component(dropout(0.3)),
                ])
            ])
        #expect(try finding([block, norm, head]).verdict == .passed)
    }

    @Test func `a network without dropout, or with one that drops nothing, is not judged`() throws {
        #expect(try finding([hidden, relu, head]).verdict == .skipped)
        #expect(try finding([hidden, dropout(0), relu, head]).verdict == .skipped)
    }
}
