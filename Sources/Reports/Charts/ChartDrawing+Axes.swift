extension ChartDrawing {
    /// Grid lines, tick labels and the axes' names.
    var axes: String {
        var parts = y.ticks.compactMap { tick -> String? in
            guard let position = y.position(tick.value) else { return nil }
            let level = top + (1 - position) * plotHeight
            return """
                <path class="grid" d="M\(n(left)) \(n(level))H\(n(width - right))"/>\
                <text class="tick" x="\(n(left - 6))" y="\(n(level + 4))" text-anchor="end">\
                \(Markup.escape(tick.label))</text>
                """
        }
        let floor = top + plotHeight
        parts.append("<path class=\"axis\" d=\"M\(n(left)) \(n(floor))H\(n(width - right))\"/>")
        parts += chart.words.isEmpty ? numbersAcross : wordsAcross
        parts.append(
            "<text class=\"label\" x=\"2\" y=\"14\">\(Markup.escape(named(chart.yLabel, y)))</text>"
        )
        parts.append(
            """
            <text class="label" x="\(n(left + plotWidth / 2))" y="\(n(height - 6))" \
            text-anchor="middle">\(Markup.escape(named(chart.xLabel, x)))</text>
            """)
        return parts.joined(separator: "\n")
    }

    private func named(_ label: String, _ scale: Scale) -> String {
        TextWidth.cut(label, to: 48) + (scale.isLogarithmic ? " (log)" : "")
    }

    private var numbersAcross: [String] {
        var free = -Double.infinity
        return x.ticks.compactMap { tick in
            guard let position = x.position(tick.value) else { return nil }
            let across = left + position * plotWidth
            let half = Double(TextWidth.of(tick.label)) * 3.3
            let mark = "<path class=\"axis\" d=\"M\(n(across)) \(n(top + plotHeight))v4\"/>"
            let middle = min(across, width - half - 1)
            guard middle - half > free else { return mark }
            free = middle + half + 4
            return mark + """
                <text class="tick" x="\(n(middle))" y="\(n(top + plotHeight + 17))" \
                text-anchor="middle">\(Markup.escape(tick.label))</text>
                """
        }
    }

    /// Words under their positions, slanted where they are long and thinned out where they are
    /// many.
    private var wordsAcross: [String] {
        let every = max(1, Int((Double(chart.words.count) * 13 / plotWidth).rounded(.up)))
        return chart.words.enumerated().compactMap { index, word in
            guard index % every == 0, let position = x.position(Double(index)) else { return nil }
            let across = n(left + position * plotWidth)
            let text = Markup.escape(Self.short(word))
            let level = top + plotHeight + (slantsWords ? 13 : 17)
            let turn =
                slantsWords
                ? "text-anchor=\"end\" transform=\"rotate(-36 \(across) \(n(level)))\""
                : "text-anchor=\"middle\""
            return "<text class=\"tick\" x=\"\(across)\" y=\"\(n(level))\" \(turn)>\(text)</text>"
        }
    }
}
