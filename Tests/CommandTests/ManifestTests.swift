import Foundation
import Testing
import Yams

/// The manifests of deploy/kubernetes, read as YAML.
@Suite struct ManifestTests {
    @Test func `every manifest is named by the kustomization and says what it is`() throws {
        let kustomization = try documents("kustomization.yaml")[0]
        let resources = try #require(kustomization["resources"] as? [String])
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(Set(resources + ["kustomization.yaml"]) == Set(files))
        for document in try resources.flatMap(documents) {
            #expect(document["apiVersion"] is String && document["kind"] is String)
            #expect(value(document, "metadata", "name") is String)
        }
    }

    @Test func `keys come from a Secret that only the pod's user may read`() throws {
        for (file, kind) in [("coordinator.yaml", "StatefulSet"), ("workers.yaml", "Job")] {
            let pod = try pod(file, kind)
            let volumes = try #require(pod["volumes"] as? [[String: Any]])
            let keys = try #require(volumes.first { $0["name"] as? String == "keys" })
            #expect(value(keys, "secret", "defaultMode") as? Int == 0o400)
            #expect(value(pod, "securityContext", "runAsNonRoot") as? Bool == true)
            #expect(pod["terminationGracePeriodSeconds"] as? Int == 60)
            let container = try #require((pod["containers"] as? [[String: Any]])?.first)
            let security = try #require(container["securityContext"] as? [String: Any])
            #expect(security["readOnlyRootFilesystem"] as? Bool == true)
            #expect(security["allowPrivilegeEscalation"] as? Bool == false)
            #expect(value(container, "resources", "requests", "memory") is String)
        }
    }

    @Test func `a lost pod counts nothing, wrong arguments end their index`() throws {
        let job = try #require(
            try documents("workers.yaml").first { $0["kind"] as? String == "Job" })
        #expect(value(job, "spec", "completionMode") as? String == "Indexed")
        #expect(value(job, "spec", "backoffLimitPerIndex") is Int)
        #expect(try pod("workers.yaml", "Job")["restartPolicy"] as? String == "Never")
        let rules = try #require(
            value(job, "spec", "podFailurePolicy", "rules") as? [[String: Any]])
        let conditions = rules[0]["onPodConditions"] as? [[String: Any]]
        #expect(rules[0]["action"] as? String == "Ignore")
        #expect(conditions?[0]["type"] as? String == "DisruptionTarget")
        #expect(rules[1]["action"] as? String == "FailIndex")
        #expect(value(rules[1], "onExitCodes", "values") as? [Int] == [2])
        #expect(rules[2]["action"] as? String == "Ignore")
        #expect(value(rules[2], "onExitCodes", "values") as? [Int] == [75])
    }

    private static let folder = Preflight.root + "deploy/kubernetes"

    private func documents(_ file: String) throws -> [[String: Any]] {
        let text = try String(contentsOfFile: "\(Self.folder)/\(file)", encoding: .utf8)
        return try load_all(yaml: text).map { try #require($0 as? [String: Any]) }
    }

    private func pod(_ file: String, _ kind: String) throws -> [String: Any] {
        let owner = try #require(try documents(file).first { $0["kind"] as? String == kind })
        return try #require(value(owner, "spec", "template", "spec") as? [String: Any])
    }

    private func value(_ document: [String: Any], _ path: String...) -> Any? {
        var value: Any? = document
        for key in path { value = (value as? [String: Any])?[key] }
        return value
    }
}
