/// The page's templates, in Mustache: `{{ }}` escapes what it writes, and only drawings and the
/// style, which this module made itself, are written with `{{{ }}}`.
enum PageTemplates {
    static let all = [
        ("page", page), ("summary", summary), ("findings", findings), ("details", details),
        ("search", search), ("run", run), ("execution", execution), ("chart", chart),
        ("prose", prose), ("icons", icons), ("facts", facts), ("links", links),
    ]

    private static let page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'unsafe-inline'; img-src data:"/>
        <title>{{title}}</title>
        <link rel="icon" href="data:,"/>
        <style>{{{style}}}</style>
        </head>
        <body>
        {{>icons}}
        <main>
        {{>summary}}
        {{#searches}}{{>search}}{{/searches}}
        {{#hasFindings}}{{>findings}}{{>details}}{{/hasFindings}}
        {{>run}}
        {{#executions}}{{>execution}}{{/executions}}
        </main>
        </body>
        </html>

        """

    private static let summary = """
        <header class="{{worst}}">
        <p class="kind">Preflight {{kind}}</p>
        <h1>{{experiment}}</h1>
        <p class="verdict">{{#verdictSentence}}{{>prose}}{{/verdictSentence}}</p>
        <div class="shares" aria-hidden="true">
        {{#counts}}<span class="{{verdict}}" style="flex-grow:{{number}}"></span>{{/counts}}
        </div>
        <ul class="counts">
        {{#counts}}
        <li class="{{verdict}}"><b>{{number}}</b> {{name}}</li>
        {{/counts}}
        </ul>
        </header>
        {{#hasProblems}}
        <section aria-labelledby="diagnosis">
        <h2 id="diagnosis">What is wrong</h2>
        <ol class="problems">
        {{#problems}}
        <li class="{{verdict}}{{#isSymptom}} symptom{{/isSymptom}}">
        <svg class="icon {{verdict}}" aria-hidden="true"><use href="#icon-{{verdict}}"/></svg>
        <div>
        <h3>{{name}}<span class="unseen">: {{verdict}}</span></h3>
        {{#causes}}<p>See {{>links}}.</p>{{/causes}}
        {{#evidence}}<p>{{>prose}}</p>{{/evidence}}
        {{#explains}}<p class="more">Explains {{>links}}.</p>{{/explains}}
        {{#advice}}<p class="advice"><b>What to try</b> {{>prose}}</p>{{/advice}}
        {{#anchors}}<p class="more"><a href="#{{.}}">Measurements and charts</a></p>{{/anchors}}
        </div>
        </li>
        {{/problems}}
        </ol>
        </section>
        {{/hasProblems}}
        {{#hasAccepted}}
        <section aria-labelledby="accepted">
        <h2 id="accepted">Known and accepted</h2>
        <ul class="accepted">
        {{#accepted}}
        <li><span class="status {{verdict}}"><svg class="icon {{verdict}}" aria-hidden="true">\
        <use href="#icon-{{verdict}}"/></svg>{{verdict}}</span> \
        {{#links}}{{>links}}{{/links}}: {{#why}}{{>prose}}{{/why}}</li>
        {{/accepted}}
        </ul>
        </section>
        {{/hasAccepted}}

        """

    private static let findings = """
        <section aria-labelledby="findings">
        <h2 id="findings">Validation report</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="All findings">
        <table class="findings">
        <thead><tr><th scope="col">Check</th><th scope="col">Verifies</th>\
        <th scope="col">Expected</th><th scope="col">Measured</th>\
        <th scope="col">Verdict</th></tr></thead>
        <tbody>
        {{#findings}}
        <tr>
        <th scope="row"><a href="#{{anchor}}">{{check}}</a></th>
        <td>{{#verifies}}{{>prose}}{{/verifies}}</td>
        <td>{{#expected}}{{>prose}}{{/expected}}</td>
        <td class="measured">{{#measured}}<p>{{name}} <b>{{value}}</b></p>{{/measured}}\
        {{#measuredRest}}<p>{{.}}</p>{{/measuredRest}}{{#evidence}}{{>prose}}{{/evidence}}</td>
        <td><span class="status {{verdict}}"><svg class="icon {{verdict}}" aria-hidden="true">\
        <use href="#icon-{{verdict}}"/></svg>{{verdictName}}</span>\
        {{#why}}<p class="note">accepted: {{>prose}}</p>{{/why}}</td>
        </tr>
        {{/findings}}
        </tbody>
        </table>
        </div>
        </section>

        """

    private static let details = """
        <section aria-labelledby="details">
        <h2 id="details">Details</h2>
        {{#findings}}
        <details class="{{verdict}}"{{#isOpen}} open="open"{{/isOpen}}>
        <summary><svg class="icon {{verdict}}" aria-hidden="true"><use href="#icon-{{verdict}}"/>\
        </svg><span class="check">{{check}}</span><span class="unseen">, {{verdictName}}: </span>\
        <span class="evidence">{{#evidence}}{{>prose}}{{/evidence}}</span></summary>
        <div class="body" id="{{anchor}}">
        {{#advice}}<p class="advice"><b>What to try</b> {{>prose}}</p>{{/advice}}
        {{#hasFigures}}
        <div class="scroll" tabindex="0" role="region" aria-label="Measurements of {{check}}">
        <table>
        <thead><tr><th scope="col">Measurement</th><th scope="col" class="number">Value</th>\
        <th scope="col">Expected</th></tr></thead>
        <tbody>
        {{#figures}}
        <tr><th scope="row">{{name}}</th><td class="number">{{value}}</td><td>{{expected}}</td></tr>
        {{/figures}}
        </tbody>
        </table>
        </div>
        {{/hasFigures}}
        {{#thresholds}}<p class="note">{{.}}</p>{{/thresholds}}
        <div class="charts">{{#charts}}{{>chart}}{{/charts}}</div>
        <div class="pictures">
        {{#images}}
        <figure><img src="{{source}}" width="{{width}}" height="{{height}}" alt="{{caption}}"/>\
        <figcaption>{{caption}}</figcaption></figure>
        {{/images}}
        </div>
        {{#brokenImages}}<p class="note">A picture could not be drawn: {{.}}</p>{{/brokenImages}}
        {{#grids}}
        <div class="scroll" tabindex="0" role="region" aria-label="{{name}}">
        <table>
        <caption>{{name}}</caption>
        <thead><tr>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>{{#rows}}<tr>{{#.}}<td>{{.}}</td>{{/.}}</tr>{{/rows}}</tbody>
        </table>
        </div>
        {{/grids}}
        </div>
        </details>
        {{/findings}}
        </section>

        """
}
