internal import Jobs

/// How a run was carried out, on the page.
struct ExecutionView {
    let executionFacts: [PageView.Fact]
    let hosts: [[String]]
    let hasAccidents: Bool
    let accidents: [[String]]

    init(_ execution: ExecutionReport) {
        let totals = execution.totals
        executionFacts = [
            PageView.Fact(name: "Run", value: PrintableText.page(execution.run.text)),
            PageView.Fact(name: "Started", value: execution.started),
            PageView.Fact(name: "Wall time", value: Figure.seconds(execution.wallSeconds)),
            PageView.Fact(name: "Compute time", value: Figure.seconds(totals.computeSeconds)),
            PageView.Fact(name: "Jobs", value: "\(totals.jobs)"),
            PageView.Fact(name: "Attempts", value: "\(totals.attempts)"),
            PageView.Fact(name: "Peak memory", value: Figure.bytes(totals.peakMemory)),
        ]
        hosts = execution.hosts.map {
            [
                PrintableText.page($0.name), "\($0.workers)", "\($0.jobs)",
                Figure.seconds($0.seconds),
            ]
        }
        accidents = execution.jobs.flatMap { job in
            job.failures.map {
                [job.name, $0.kind.rawValue, $0.message].map(PrintableText.page)
            }
        }
        hasAccidents = !accidents.isEmpty
    }
}
