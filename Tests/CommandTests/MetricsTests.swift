import Foundation
import Testing

/// What a monitoring system reads of a coordinator.
@Suite(.serialized) struct MetricsTests {
    private let coordinator: RunningCommand
    private let address: String
    /// Of the metrics.
    private let host: String
    private let port: String

    init() throws {
        let running = try Preflight.start([
            "coordinator", "--listen", "tcp://127.0.0.1:*", "--metrics", "127.0.0.1:*", "--store",
            try Preflight.temporaryFolder() + "/store.sqlite",
        ])
        coordinator = running
        #expect(eventually { running.errors.contains("/metrics") }, "\(running.errors)")
        let places = running.errors.matches(of: /(tcp|http):\/\/([0-9.]+):([0-9]+)/).map(\.output)
        address = String(try #require(places.first { $0.1 == "tcp" }).0)
        let metrics = try #require(places.first { $0.1 == "http" })
        (host, port) = (String(metrics.2), String(metrics.3))
    }

    /// What comes back for some bytes; the caller hangs up at the end.
    private func ask(_ request: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [
            "-c", "exec 3<>/dev/tcp/\(host)/\(port); printf \"$1\" >&3; cat <&3", "bash", request,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let answer = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: answer, as: UTF8.self)
    }

    /// The samples by name and labels.
    private func samples() throws -> [String: Double] {
        let answer = try ask("GET /metrics HTTP/1.1\\r\\nHost: here\\r\\n\\r\\n")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        let parts = answer.components(separatedBy: "\r\n\r\n")
        #expect(parts.count == 2)
        let length = answer.firstMatch(of: /Content-Length: ([0-9]+)/)
        #expect(length.flatMap { Int($0.1) } == parts.last?.utf8.count)
        var found: [String: Double] = [:]
        for line in parts.last?.split(separator: "\n") ?? [] where !line.hasPrefix("#") {
            let space = try #require(line.lastIndex(of: " "))
            found[String(line[..<space])] = Double(line[space...].dropFirst())
        }
        return found
    }

    @Test func `counts of runs, jobs, workers and the process are told`() throws {
        defer { coordinator.send(SIGKILL) }
        let before = try samples()
        #expect(before["preflight_workers{standing=\"ready\"}"] == 0)
        #expect(before["preflight_store_trouble"] == 0)
        #expect(before["process_resident_memory_bytes"] ?? 0 > 1e6)

        let worker = try Preflight.start(["worker", "--connect", address, "--slots", "2"])
        defer { worker.send(SIGKILL) }
        let answer = try Preflight.run([
            "search", Preflight.example("digits/mlp.yaml"), "--trials", "3", "--coordinator",
            address,
        ])
        #expect(answer.status == 0, "\(answer.errors)")
        let after = try samples()
        #expect(after["preflight_runs{state=\"completed\"}"] == 1)
        #expect(after["preflight_workers{standing=\"ready\"}"] == 1)
        #expect(after["preflight_slots"] == 2)
        let done = after.filter { $0.key.hasPrefix("preflight_run_jobs_ended_total{run=") }
        #expect(done.count == 4)
        #expect(done.first { $0.key.hasSuffix("ending=\"done\"}") }?.value == 3)
        #expect(done.keys.allSatisfy { $0.contains("experiment=\"") })
    }

    @Test func `what is no request for metrics is refused, and the next one is answered`() throws {
        defer { coordinator.send(SIGKILL) }
        #expect(try ask("GET / HTTP/1.1\\r\\n\\r\\n").hasPrefix("HTTP/1.1 404"))
        #expect(try ask("POST /metrics HTTP/1.1\\r\\n\\r\\n").hasPrefix("HTTP/1.1 405"))
        #expect(try ask("nonsense\\r\\n\\r\\n").hasPrefix("HTTP/1.1 400"))
        #expect(try ask(String(repeating: "x", count: 10_000)) == "")
        #expect(try samples()["preflight_slots"] == 0)
        coordinator.send(SIGTERM)
        #expect(coordinator.wait().status == 0)
    }

    @Test func `a place that cannot be listened at is told`() throws {
        defer { coordinator.send(SIGKILL) }
        for (place, words) in [
            ("9464", "is not a host and a port"), ("\(host):\(port)", "in use"),
        ] {
            let answer = try Preflight.run([
                "coordinator", "--listen", "tcp://127.0.0.1:*", "--metrics", place, "--store",
                try Preflight.temporaryFolder() + "/store.sqlite",
            ])
            #expect(answer.status == 2)
            #expect(answer.errors.contains(words), "\(answer.errors)")
        }
    }
}
