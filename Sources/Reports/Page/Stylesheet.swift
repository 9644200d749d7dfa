/// The page's style: one sheet for light and dark, phone and desktop.
package enum Stylesheet {
    package static let text = colours + layout + tables + details + charts

    private static let colours = """

        :root { color-scheme: light dark;
          --ground: #f7f7f5; --paper: #ffffff; --ink: #1b1d20; --soft: #5b6068; --line: #e1e1dc;
          --accent: #1f5fa8;
          --passed: #1b7247; --warned: #8f5a00; --failed: #b3261e; --skipped: #646a73;
          --error: #7a3aa3;
          --s0: #2166ac; --s1: #c4501b; --s2: #1d8a6b; --s3: #8254ad; --s4: #9c7510;
          --s5: #5f6975; }
        @media (prefers-color-scheme: dark) { :root {
          --ground: #121315; --paper: #1a1c1f; --ink: #e9e9e6; --soft: #a3a8b0; --line: #303338;
          --accent: #86b8f0;
          --passed: #63c896; --warned: #e3ae55; --failed: #f58c83; --skipped: #a0a6af;
          --error: #cda0ee;
          --s0: #6fb0ee; --s1: #f0915f; --s2: #5cc9a7; --s3: #bf9be6; --s4: #d6b04c;
          --s5: #a9b2bd; } }
        .passed { --tone: var(--passed); } .warned { --tone: var(--warned); }
        .failed { --tone: var(--failed); } .skipped { --tone: var(--skipped); }
        .error { --tone: var(--error); }
        .s0 { --tone: var(--s0); } .s1 { --tone: var(--s1); } .s2 { --tone: var(--s2); }
        .s3 { --tone: var(--s3); } .s4 { --tone: var(--s4); } .s5 { --tone: var(--s5); }
        """

    private static let layout = """

        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 32px 24px 72px; }
        section { margin-top: 48px; }
        h1, h2, h3, p, ol, ul, dl, dd, figure { margin: 0; padding: 0; }
        h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -0.015em; font-weight: 650;
          overflow-wrap: anywhere; }
        h2 { font-size: 1.25rem; font-weight: 650; letter-spacing: -0.01em; margin-bottom: 16px; }
        h3 { font-size: 1rem; font-weight: 650; margin: 32px 0 12px; overflow-wrap: anywhere; }
        a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
        a:focus-visible, summary:focus-visible, .scroll:focus-visible {
          outline: 2px solid var(--accent); outline-offset: 2px; }
        code { font: 0.9em ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace;
          background: color-mix(in srgb, var(--ink) 7%, transparent); border-radius: 4px;
          padding: 1px 4px; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
          clip-path: inset(50%); white-space: nowrap; }
        .icon { width: 18px; height: 18px; flex: none; border-radius: 50%; padding: 2px;
          background: var(--tone); stroke: var(--paper); stroke-width: 2; fill: none;
          stroke-linecap: round; stroke-linejoin: round; }
        .kind { color: var(--soft); font-size: 0.875rem; font-weight: 600; margin-bottom: 4px; }
        .verdict { font-size: 1.1875rem; line-height: 1.45; margin-top: 12px; max-width: 46em;
          overflow-wrap: anywhere; }
        .shares { display: flex; gap: 2px; height: 8px; margin-top: 24px; border-radius: 4px;
          overflow: hidden; }
        .shares span { background: var(--tone); flex: 1 1 0; min-width: 4px; }
        .counts { display: flex; flex-wrap: wrap; gap: 4px 24px; margin-top: 10px; list-style: none;
          font-size: 0.9375rem; color: var(--soft); }
        .counts b { color: var(--tone); font-variant-numeric: tabular-nums; }
        .problems { list-style: none; display: grid; gap: 12px; }
        .problems li { display: flex; gap: 14px; background: var(--paper); padding: 16px 20px;
          border: 1px solid var(--line); border-left: 3px solid var(--tone); border-radius: 6px; }
        .problems .icon { margin-top: 3px; }
        .problems li > div { min-width: 0; max-width: 52em; overflow-wrap: anywhere; }
        .problems h3 { margin: 0 0 2px; }
        .problems .symptom { padding-block: 8px; }
        .problems .symptom > div { display: flex; flex-wrap: wrap; gap: 0 16px;
          align-items: baseline; max-width: none; }
        .problems .symptom :is(h3, .more) { margin: 0; }
        .accepted { list-style: none; display: grid; gap: 8px; }
        .advice { margin-top: 8px; color: var(--ink); }
        .advice b { display: block; font-size: 0.8125rem; font-weight: 600; color: var(--soft); }
        .more { margin-top: 8px; font-size: 0.875rem; }
        .note { color: var(--soft); font-size: 0.8125rem; }
        .facts { display: grid; gap: 12px 28px; margin-bottom: 20px;
          grid-template-columns: repeat(auto-fill, minmax(150px, max-content)); }
        .facts div { min-width: 0; }
        .facts dt { color: var(--soft); font-size: 0.8125rem; }
        .facts dd { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .leader dd { font-size: 1.25rem; font-weight: 600; letter-spacing: -0.01em; }

        """

    private static let tables = """

        .scroll { overflow-x: auto; background: var(--paper); border: 1px solid var(--line);
          border-radius: 6px; }
        .scroll.tall { max-height: 560px; overflow-y: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 0.875rem; line-height: 1.45;
          font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding: 10px 14px 2px; }
        th, td { text-align: left; vertical-align: top; padding: 8px 14px;
          border-bottom: 1px solid var(--line); }
        tbody tr:last-child > * { border-bottom: 0; }
        thead th { color: var(--soft); font-weight: 600; font-size: 0.8125rem; white-space: nowrap;
          background: var(--paper); }
        .tall thead th { position: sticky; top: 0; box-shadow: 0 1px 0 var(--line); }
        tbody th { font-weight: 500; }
        .number { text-align: right; white-space: nowrap; }
        .findings { min-width: 800px; }
        .findings th:first-child { position: sticky; left: 0; background: var(--paper);
          box-shadow: 1px 0 0 var(--line); max-width: 12em; overflow-wrap: break-word; }
        .findings td { min-width: 8em; max-width: 22em; overflow-wrap: break-word; }
        .measured p { color: var(--soft); } .measured b { color: var(--ink); font-weight: 600;
          white-space: nowrap; }
        .status { display: inline-flex; gap: 7px; align-items: center; color: var(--tone);
          font-weight: 600; white-space: nowrap; }
        .status .icon { width: 16px; height: 16px; }
        .trials tbody tr:first-child td { font-weight: 600; }
        .trials .note { max-width: 26em; font-weight: 400; }

        """

    private static let details = """

        details { background: var(--paper); border: 1px solid var(--line); border-bottom: 0; }
        h2 + details { border-radius: 6px 6px 0 0; }
        details:last-of-type { border-bottom: 1px solid var(--line); border-radius: 0 0 6px 6px; }
        summary { display: grid; grid-template-columns: 18px 13em 1fr 12px; gap: 2px 14px;
          align-items: start; padding: 11px 20px; cursor: pointer; list-style: none;
          line-height: 1.4; }
        summary::-webkit-details-marker { display: none; }
        summary::after { content: ""; width: 7px; height: 7px; margin-top: 5px; grid-column: 4;
          grid-row: 1; border: solid var(--soft); border-width: 0 1.5px 1.5px 0;
          transform: rotate(45deg); }
        details[open] > summary::after { transform: rotate(225deg); margin-top: 9px; }
        summary:hover { background: color-mix(in srgb, var(--ink) 3%, transparent); }
        summary .check { font-weight: 600; overflow-wrap: anywhere; }
        summary .evidence { color: var(--soft); overflow-wrap: anywhere; min-width: 0; }
        .body { padding: 4px 20px 24px 52px; scroll-margin-top: 64px; display: grid; gap: 18px;
          grid-template-columns: minmax(0, 1fr); }
        .body > div:empty { display: none; }
        .body .advice { max-width: 52em; margin: 0; overflow-wrap: anywhere; }
        .body .scroll { border-radius: 4px; justify-self: start; max-width: 100%; }
        .pictures { display: flex; flex-wrap: wrap; gap: 16px; }
        .pictures:not(:has(figure)), .charts:not(:has(figure)) { display: none; }
        .pictures img { display: block; max-width: 100%; height: auto; image-rendering: pixelated;
          border: 1px solid var(--line); }
        .pictures figcaption { font-size: 0.8125rem; color: var(--soft); margin-top: 4px; }
        @media (max-width: 640px) {
          main { padding: 20px 14px 48px; }
          h1 { font-size: 1.625rem; }
          section { margin-top: 36px; }
          .problems li { padding: 14px; gap: 10px; } .problems .symptom { padding-block: 8px; }
          summary { grid-template-columns: 18px 1fr 12px; padding: 11px 14px; }
          summary::after { grid-column: 3; }
          summary .evidence { grid-column: 2; grid-row: 2; }
          .body { padding: 4px 14px 18px; }
          th, td { padding: 7px 10px; }
          .findings th:first-child { max-width: 10em; }
          .findings tr > :nth-child(n+2):nth-child(-n+3) { display: none; }
          .findings { min-width: 0; } .findings td { min-width: 6em; }
          .measured b { white-space: normal; }
        }

        """

    private static let charts = """

        .charts { display: grid; gap: 28px 32px;
          grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); }
        .plot { min-width: 0; max-width: 540px; }
        .plot figcaption { font-weight: 600; font-size: 0.9375rem; margin-bottom: 6px;
          overflow-wrap: anywhere; }
        .legend { display: flex; flex-wrap: wrap; gap: 2px 16px; list-style: none;
          font-size: 0.8125rem; color: var(--soft); margin-bottom: 4px; }
        .legend li { display: flex; align-items: center; gap: 6px; overflow-wrap: anywhere; }
        .legend svg { width: 22px; height: 10px; flex: none; }
        .legend .line circle, .legend .scatter path, .legend .bar path { display: none; }
        .legend .rug circle { display: none; }
        .chart { display: block; width: 100%; height: auto; overflow: visible; }
        .chart text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
          fill: var(--soft); font-variant-numeric: tabular-nums; }
        .chart .label { fill: var(--ink); }
        .grid { stroke: var(--line); fill: none; } .axis { stroke: var(--soft); fill: none; }
        .line path { stroke: var(--tone); stroke-width: 1.8; fill: none; stroke-linejoin: round; }
        .line circle, .bar rect, .bar circle { fill: var(--tone); }
        .line.s1 path { stroke-dasharray: 7 3; } .line.s2 path { stroke-dasharray: 2 3; }
        .line.s3 path { stroke-dasharray: 9 3 2 3; } .line.s4 path { stroke-dasharray: 4 3; }
        .line.s5 path { stroke-dasharray: 12 4; }
        .scatter circle { fill: var(--tone); fill-opacity: 0.72; stroke: var(--paper);
          stroke-width: 0.6; }
        .rug { stroke: var(--failed); stroke-width: 1.5; fill: none; }
        .rug path { stroke: var(--failed); }
        @media (max-width: 640px) { .chart text { font-size: 13.5px; } }
        @media print { .scroll { overflow: visible; max-height: none; } }

        """
}
