internal import Coordination
internal import Foundation
internal import Jobs
internal import ZeroMQ

/// Answers `GET /metrics` over HTTP, one connection after the other, on a thread of its own: what a
/// monitoring system asks every few seconds, and nothing else.
final class MetricsServer: Sendable {
    /// Where it is asked.
    let address: String
    private let stopping: StopSignal
    private let ended = Latch()
    /// A request has so many bytes, and so many seconds to come.
    private static let requestLimit = 8192
    private static let patience = Duration.seconds(5)

    /// - Parameter text: `HOST:PORT`, the host a number, a name or an interface; port 0 takes one
    ///   that is free.
    /// - Throws: `UsageError` where it cannot listen there.
    init(of service: CoordinatorService, at text: String) throws {
        let listener = try TCPListener(text)
        let stopping = try StopSignal()
        address = "http://\(listener.address)/metrics"
        self.stopping = stopping
        let thread = Thread { [self] in
            defer { ended.open() }
            defer { Glibc.close(listener.descriptor) }
            guard let client = try? Client(of: service) else { return }
            client.patience = Self.patience
            while let caller = Self.next(listener.descriptor, stopping) {
                Self.serve(caller, client, stopping)
                Glibc.close(caller)
            }
        }
        thread.name = "metrics"
        thread.start()
    }

    /// Ends the thread and waits for it; the coordinator must still be there.
    func stop() {
        stopping.give()
        ended.wait()
    }

    /// The next caller; nil once it is to end.
    private static func next(_ listener: Int32, _ stopping: StopSignal) -> Int32? {
        while !stopping.isGiven {
            guard wait(for: listener, .readable, .seconds(3600), stopping) else { continue }
            let caller = accept(listener, nil, nil)
            if caller >= 0 {
                _ = fcntl(caller, F_SETFD, FD_CLOEXEC)
                _ = fcntl(caller, F_SETFL, O_NONBLOCK)
                return caller
            }
            // Out of descriptors, for one: some may be closed meanwhile.
            if errno != EINTR, errno != ECONNABORTED, errno != EAGAIN { usleep(100_000) }
        }
        return nil
    }

    private static func wait(
        for descriptor: Int32, _ readiness: Poll.Readiness, _ patience: Duration,
        _ stopping: StopSignal
    ) -> Bool {
        var poll = Poll()
        let index = poll.add(descriptor: descriptor, for: readiness)
        poll.add(descriptor: stopping.waker.descriptor, for: .readable)
        guard (try? poll.wait(patience)) != nil else { return false }
        return !poll.ready(index).isEmpty && !stopping.isGiven
    }

    private static func serve(_ caller: Int32, _ client: Client, _ stopping: StopSignal) {
        let end = ContinuousClock.now + patience
        func waits(_ readiness: Poll.Readiness) -> Bool {
            wait(for: caller, readiness, ContinuousClock.now.duration(to: end), stopping)
        }
        var request = Data()
        while request.range(of: Data("\r\n\r\n".utf8)) == nil {
            guard request.count < requestLimit, waits(.readable) else { return }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = read(caller, &bytes, bytes.count)
            guard count > 0 else { return }
            request.append(contentsOf: bytes[..<count])
        }
        var answer = Data(self.answer(to: request, client).utf8)
        while !answer.isEmpty {
            let count = answer.withUnsafeBytes {
                send(caller, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                answer = Data(answer.dropFirst(count))
            } else {
                guard errno == EAGAIN || errno == EINTR, waits(.writable) else { return }
            }
        }
    }

    private static func answer(to request: Data, _ client: Client) -> String {
        let line = String(decoding: request.prefix { $0 != 13 }, as: UTF8.self)
            .split(separator: " ")
        guard line.count == 3, line[2].hasPrefix("HTTP/1.") else {
            return response("400 Bad Request", "this is no HTTP/1 request\n")
        }
        guard line[0] == "GET" || line[0] == "HEAD" else {
            return response("405 Method Not Allowed", "only GET\n")
        }
        guard line[1] == "/metrics" || line[1].hasPrefix("/metrics?") else {
            return response("404 Not Found", "the metrics are at /metrics\n")
        }
        do {
            let metrics = Metrics(try client.status(), process: .current)
            return response("200 OK", metrics.text, bodiless: line[0] == "HEAD")
        } catch {
            return response(
                "503 Service Unavailable", "the coordinator does not answer: \(error)\n")
        }
    }

    private static func response(
        _ status: String, _ body: String, bodiless: Bool = false
    ) -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
            + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
            + (bodiless ? "" : body)
    }
}
