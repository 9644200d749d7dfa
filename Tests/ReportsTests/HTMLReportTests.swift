import Foundation
import FoundationXML
import Jobs
import Reports
import Testing

struct HTMLReportTests {
    private static let check = Report(
        SampleCheck.submission, numerics: "fused/1", version: "1.0.0",
        records: SampleCheck.records)
    private static let search = Report(
        SampleSearch.submission, numerics: "fused/1", version: "1.0.0",
        records: SampleSearch.records)
    private static let empty = Report(
        SampleCheck.submission, numerics: "fused/1", version: "1.0.0", records: [])
    private static let execution = ExecutionReport(
        SampleSearch.submission, run: RunID("0123abcd"), numerics: "fused/1",
        records: SampleSearch.records, started: Date(timeIntervalSince1970: 0),
        ended: Date(timeIntervalSince1970: 90))

    private static let pages = [
        HTMLReport.page(check), HTMLReport.page(search),
        HTMLReport.page(search, execution: execution), HTMLReport.page(empty),
        HTMLReport.page(hostile),
    ]

    /// Everything that others write, written to break out.
    private static let hostile: Report = {
        let evil = "\"><script>alert('x')</script>&amp;{{title}}\u{1B}[2J"
        let job = PlannedJob(name: "evil", checks: [evil], parameters: [evil: .text(evil)])
        var submission = SampleSearch.submission
        submission.experiment = evil
        submission.jobs = [job]
        submission.data = [
            BlobReference(path: evil, hash: ContentHash(of: Data()), size: 1)
        ]
        let series = [Series.Kind.line, .bar, .scatter].map {
            Series(
                name: evil, kind: $0, xLabel: evil, yLabel: evil, x: [0, 1], y: [1, .nan],
                ticks: [evil, evil])
        }
        let finding = Finding(
            check: evil, verdict: .failed, verifies: evil, expected: evil,
            measurements: [Measurement(name: evil, value: 1, expected: evil, unit: evil)],
            evidence: "`\(evil)`", advice: evil, series: series,
            pictures: [
                Picture(caption: evil, width: 1, height: 1, channels: 1, pixels: Data([7])),
                Picture(caption: evil, width: 9, height: 9, channels: 2, pixels: Data([7])),
            ],
            tables: [Table(name: evil, columns: [evil], rows: [[evil]])])
        submission.search = SearchPlan(
            space: [SearchPlan.Parameter(name: evil, distribution: .choice([.text(evil)]))],
            trials: .random(2), metric: evil, goal: .minimize)
        let trials = (0..<3).map { index in
            JobRecord(
                job: PlannedJob(
                    name: "trial/\(index)", parameters: [evil: .text("\(index)\(evil)")]),
                path: TreePath(index),
                outcome: .trial(
                    TrialResult(
                        state: index == 2 ? .infeasible : .completed,
                        metrics: [evil: Double(index)],
                        history: [TrialResult.Epoch(epoch: 1, metrics: [evil: 1])], reason: evil)))
        }
        return Report(
            submission, numerics: evil, version: evil,
            records: trials + [
                JobRecord(job: job, path: TreePath(3), outcome: .findings([finding]))
            ])
    }()

    @Test(arguments: pages.indices)
    func `a page is well-formed, and every name that it refers to stands once`(page: Int) throws {
        let outline = try PageOutline(Self.pages[page])
        #expect(Set(outline.ids).count == outline.ids.count)
        #expect(outline.references.subtracting(outline.ids).isEmpty)
        #expect(outline.tables > 0 && outline.tables == outline.scrollingTables)
        #expect(outline.drawings == outline.describedDrawings)
    }

    @Test(arguments: pages.indices)
    func `a page asks nothing of anybody and runs nothing`(page: Int) throws {
        let outline = try PageOutline(Self.pages[page])
        #expect(outline.foreign.isEmpty)
        #expect(outline.elements.isDisjoint(with: ["script", "iframe", "object", "embed", "form"]))
        #expect(!Self.pages[page].contains("@import") && !Self.pages[page].contains("url("))
        #expect(outline.attributes.allSatisfy { !$0.hasPrefix("on") })
    }

    @Test func `what others wrote is shown and never obeyed`() throws {
        let page = HTMLReport.page(Self.hostile)
        #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;"))
        #expect(!page.contains("<script") && !page.contains("\u{1B}"))
        #expect(page.contains("{{title}}"))
    }

    @Test func `a combining mark does not carry a quotation mark past the escape`() throws {
        var submission = SampleCheck.submission
        submission.jobs = [PlannedJob(name: "a", checks: ["a\"\u{301} onload=\"x<\u{FE0F}b"])]
        let page = HTMLReport.page(
            Report(submission, numerics: "k", version: "1", records: []))
        #expect(page.contains("a&quot;\u{25CC}\u{301} onload=&quot;x&lt;\u{25CC}\u{FE0F}b"))
        _ = try PageOutline(page)
    }

    @Test func `the diagnosis comes first, then findings, then details, then the run`() throws {
        let page = HTMLReport.page(Self.check)
        let starts = try ["What is wrong", "Validation report", "Details", "The run"].map {
            try #require(page.range(of: "\">\($0)</h2>")).lowerBound
        }
        #expect(starts == starts.sorted())
        let first = try #require(page.range(of: "<h3>batch-independence"))
        let second = try #require(page.range(of: "<h3>gradient-check"))
        #expect(first.lowerBound < second.lowerBound)
    }

    @Test func `all that a finding holds is on the page`() throws {
        let page = HTMLReport.page(Self.check)
        let outline = try PageOutline(page)
        for finding in Self.check.findings {
            let words = [finding.evidence, finding.verifies, finding.advice]
            let figures = finding.measurements.map { Figure.text($0.value, unit: $0.unit) }
            let missing = (words + figures).filter {
                !$0.isEmpty && !outline.text.contains($0.replacing("`", with: ""))
            }
            #expect(missing.isEmpty)
        }
        #expect(page.count(of: "data:image/png;base64,") == 8)
        #expect(page.count(of: "<svg class=\"chart\"") == 5)
        #expect(page.contains("<td>conv2d 3×3, 16 filters</td>"))
    }

    @Test func `a search shows each trial, its charts and the infeasible ones`() throws {
        let page = HTMLReport.page(Self.search)
        #expect(page.count(of: "<svg class=\"chart\"") == 7)
        #expect(page.count(of: "learning-rate (log)") == 1)
        #expect(page.count(of: "class=\"rug\" d=") == 3)
        #expect(page.count(of: "<td class=\"number\">") == 64 * 6)
        #expect(page.contains("The training loss is not finite at step 12."))
    }

    @Test func `a picture that does not fill its size is named, not drawn`() {
        let page = HTMLReport.page(Self.hostile)
        #expect(page.count(of: "<img ") == 1)
        #expect(page.contains("A picture could not be drawn"))
    }

    @Test func `words can be read in light and in dark`() throws {
        let parts = Stylesheet.text.split(separator: "@media (prefers-color-scheme: dark)")
        try #require(parts.count == 2)
        for (part, text) in zip(["light", "dark"], [parts[0], parts[1].prefix(600)]) {
            let colours = Dictionary(
                text.matches(of: /--([a-z0-9]+): #([0-9a-f]{6});/).map {
                    (String($0.1), luminance(String($0.2)))
                }, uniquingKeysWith: { first, _ in first })
            let names = ["ink", "soft", "accent", "passed", "warned", "failed", "skipped", "error"]
            for name in names {
                for ground in ["paper", "ground"] {
                    let pair = [try #require(colours[name]), try #require(colours[ground])].sorted()
                    #expect((pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, "\(part) \(name)")
                }
            }
        }
    }

    /// Relative luminance as in WCAG 2.
    private func luminance(_ hexadecimal: String) -> Double {
        let value = Int(hexadecimal, radix: 16) ?? 0
        let channels = [16, 8, 0].map { shift -> Double in
            let share = Double(value >> shift & 255) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
}

extension String {
    fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
