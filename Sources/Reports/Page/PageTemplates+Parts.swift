extension PageTemplates {
    static let search = """
        <section aria-labelledby="trials">
        <h2 id="trials">Trials</h2>
        {{#leaders}}<dl class="facts leader">{{#.}}{{>facts}}{{/.}}</dl>{{/leaders}}
        <div class="charts">{{#overview}}{{>chart}}{{/overview}}</div>
        {{#hasCurves}}
        <h3>Learning curves</h3>
        <div class="charts">{{#curves}}{{>chart}}{{/curves}}</div>
        {{/hasCurves}}
        {{#hasRows}}
        <h3>Ranking, {{goal}} {{metric}}</h3>
        <div class="scroll tall" tabindex="0" role="region" aria-label="All trials">
        <table class="trials">
        <thead><tr><th scope="col" class="number">Rank</th>\
        <th scope="col" class="number">Trial</th>\
        <th scope="col" class="number">{{metric}}</th>\
        {{#columns}}<th scope="col" class="number">{{.}}</th>{{/columns}}\
        <th scope="col">State</th></tr></thead>
        <tbody>
        {{#rows}}
        <tr>{{#cells}}<td class="number">{{.}}</td>{{/cells}}\
        <td><span class="status {{verdict}}">{{state}}</span>\
        {{#reason}}<p class="note">{{>prose}}</p>{{/reason}}</td></tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{#rest}}<p class="note">{{.}}</p>{{/rest}}
        {{/hasRows}}
        {{#hasRepeats}}
        <h3>{{repeatTitle}}</h3>
        <div class="scroll" tabindex="0" role="region" aria-label="Repeats">
        <table class="trials">
        <thead><tr>{{#repeatColumns}}<th scope="col" class="number">{{.}}</th>\
        {{/repeatColumns}}</tr></thead>
        <tbody>{{#repeats}}<tr>{{#.}}<td class="number">{{.}}</td>{{/.}}</tr>{{/repeats}}</tbody>
        </table>
        </div>
        {{/hasRepeats}}
        {{#hasSpace}}
        <h3>Search space</h3>
        <div class="scroll" tabindex="0" role="region" aria-label="Search space">
        <table>
        <thead><tr><th scope="col">Parameter</th><th scope="col">Distribution</th></tr></thead>
        <tbody>{{#space}}<tr>{{#.}}<td>{{.}}</td>{{/.}}</tr>{{/space}}</tbody>
        </table>
        </div>
        {{/hasSpace}}
        </section>

        """

    static let run = """
        <section aria-labelledby="run">
        <h2 id="run">The run</h2>
        <dl class="facts">{{#facts}}{{>facts}}{{/facts}}</dl>
        <div class="scroll" tabindex="0" role="region" aria-label="Files">
        <table>
        <thead><tr><th scope="col">File</th><th scope="col">Size</th>\
        <th scope="col">SHA-256</th></tr></thead>
        <tbody>{{#files}}<tr>{{#.}}<td>{{.}}</td>{{/.}}</tr>{{/files}}</tbody>
        </table>
        </div>
        </section>

        """

    static let execution = """
        <section aria-labelledby="execution">
        <h2 id="execution">Execution</h2>
        <dl class="facts">{{#executionFacts}}{{>facts}}{{/executionFacts}}</dl>
        <div class="scroll" tabindex="0" role="region" aria-label="Hosts">
        <table>
        <thead><tr><th scope="col">Host</th><th scope="col">Workers</th><th scope="col">Jobs</th>\
        <th scope="col">Compute time</th></tr></thead>
        <tbody>{{#hosts}}<tr>{{#.}}<td>{{.}}</td>{{/.}}</tr>{{/hosts}}</tbody>
        </table>
        </div>
        {{#hasAccidents}}
        <h3>Attempts that failed</h3>
        <div class="scroll" tabindex="0" role="region" aria-label="Attempts that failed">
        <table>
        <thead><tr><th scope="col">Job</th><th scope="col">Kind</th><th scope="col">Message</th>\
        </tr></thead>
        <tbody>{{#accidents}}<tr>{{#.}}<td>{{.}}</td>{{/.}}</tr>{{/accidents}}</tbody>
        </table>
        </div>
        {{/hasAccidents}}
        </section>

        """

    static let chart = """
        <figure class="plot"><figcaption>{{caption}}</figcaption>
        {{#hasLegend}}
        <ul class="legend">
        {{#legend}}
        <li><svg viewBox="0 0 22 10" aria-hidden="true"><g class="{{form}}">\
        <path d="M0 5H22"/><circle cx="11" cy="5" r="3.5"/></g></svg>{{name}}</li>
        {{/legend}}
        </ul>
        {{/hasLegend}}
        {{{drawing}}}
        {{#gaps}}<p class="note">{{.}}</p>{{/gaps}}
        </figure>

        """

    static let prose =
        "{{#runs}}{{#isCode}}<code>{{text}}</code>{{/isCode}}{{^isCode}}{{text}}{{/isCode}}"
        + "{{/runs}}"

    static let links =
        "{{#links}}{{joint}}<a href=\"#{{anchor}}\">{{name}}</a>{{/links}}"

    static let facts = "<div><dt>{{name}}</dt><dd>{{value}}</dd></div>"

    static let icons = """
        <svg class="unseen" aria-hidden="true">
        <symbol id="icon-passed" viewBox="0 0 16 16"><path d="M3.5 8.5l3 3 6-7"/></symbol>
        <symbol id="icon-warned" viewBox="0 0 16 16"><path d="M8 3v6M8 12v.6"/></symbol>
        <symbol id="icon-failed" viewBox="0 0 16 16"><path d="M4 4l8 8M12 4l-8 8"/></symbol>
        <symbol id="icon-skipped" viewBox="0 0 16 16"><path d="M4 8h8"/></symbol>
        <symbol id="icon-error" viewBox="0 0 16 16">\
        <path d="M5.5 5.5c0-3.5 5.2-3 5 .3-.1 1.8-2.5 1.9-2.5 3.7M8 12v.6"/></symbol>
        </svg>

        """
}
