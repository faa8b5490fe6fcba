import { hash } from 'node:crypto'

import { cellsOf, EXAMPLE_TABLES, type ExampleTable } from '../model/definitions/example-tables.ts'
import type { FigureDefinition } from '../model/definitions/figure-definition.ts'
import { FIGURE_DEFINITIONS, figurePath } from '../model/definitions/figure-definitions.ts'
import { RULE_VERSIONS } from '../model/rule-versions.ts'
import { markKeepable } from './answer-caching.ts'
import type { Answer } from './exchange.ts'
import { createHtmlHeaders } from './html-headers.ts'
import { createPackedBody } from './packing.ts'

const STYLE = `body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
dt { font-weight: bold } dd { margin: 0 0 .5rem }
.rows { overflow-x: auto } table { border-collapse: collapse } caption { text-align: left; font-weight: bold }
th, td { border: 1px solid; padding: .2rem .5rem; text-align: left }
:target { outline: 3px solid; outline-offset: .3rem }`
const POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`

let page: Answer | undefined

/** The page that explains every figure, each under its own anchor (`#m2`), with the rows its example is worked out from. */
export function answerFigures(): Answer {
  page ??= createPage()
  return page
}

function createPage(): Answer {
  const body = renderFigures()
  const answer = markKeepable({ status: 200, headers: createHtmlHeaders(POLICY), body }, 'GET')
  return { ...answer, packed: createPackedBody(body) }
}

function renderFigures(): string {
  const tables = Object.entries(EXAMPLE_TABLES)
  const links = FIGURE_DEFINITIONS.map(
    ({ id, name }) => `<li><a href="${figurePath(id).replace(/^[^#]*/, '')}">${id} ${escapeHtml(name)}</a></li>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Figures: Open Referral UK gateway</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<header><p><a href="./">Open Referral UK gateway</a></p></header>
<main>
<h1 id="${RULE_VERSIONS.coverage}">Figures: what is counted</h1>
<p>The definitions of version ${RULE_VERSIONS.coverage}, which <code>Method.definitions</code> and the CSV files name. A feed is ready when it is fresh or stale. A service is a cluster: the records, of whatever feeds, that are held to be one real service. A figure is null, never 0, where no ready feed covers the area or its denominator is 0.</p>
<nav aria-label="Figures">
<ul>
${links.join('\n')}
</ul>
</nav>
${FIGURE_DEFINITIONS.map(renderFigure).join('\n')}
<h2 id="rows">The rows of the examples</h2>
${tables.map(([name, table]) => renderTable(name, table)).join('\n')}
</main>
</html>
`
}

function renderFigure({ id, name, example, ...figure }: FigureDefinition): string {
  const anchor = id.toLowerCase()
  const terms: readonly (readonly [term: string, text: string])[] = [
    ['Numerator', escapeHtml(figure.numerator)],
    ['Denominator', escapeHtml(figure.denominator ?? 'none: it is a count')],
    ['Interval', escapeHtml(figure.interval ?? 'none')],
    ['Source', escapeHtml(figure.source)],
    ['Pitfalls', `<ul>${figure.pitfalls.map((pitfall) => `<li>${escapeHtml(pitfall)}</li>`).join('')}</ul>`],
    [
      'Fields',
      Object.keys(figure.fields)
        .map((field) => `<code>${field}</code>`)
        .join(', '),
    ],
    [
      'Example',
      `<a href="#rows-${example.table}">${EXAMPLE_TABLES[example.table].title}</a>. ${escapeHtml(example.working)}`,
    ],
    ['Results', escapeHtml(describeResults(example.results))],
  ]
  return `<section aria-labelledby="${anchor}">
<h2 id="${anchor}">${id} ${escapeHtml(name)}</h2>
<p>${escapeHtml(figure.definition)}</p>
<dl>
${terms.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('\n')}
</dl>
</section>`
}

function describeResults(results: Readonly<Record<string, number | string>>): string {
  return Object.entries(results)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
}

function renderTable(name: string, table: ExampleTable): string {
  const { title, note, columns } = table
  const lines = cellsOf(table).map((row) => `<tr>${row.map((text, at) => renderCell(text, at === 0)).join('')}</tr>`)
  return `<section aria-labelledby="rows-${name}">
<h3 id="rows-${name}">${title}</h3>
<p>${escapeHtml(note)}</p>
<div class="rows" role="region" aria-labelledby="rows-${name}" tabindex="0">
<table>
<caption>${title}</caption>
<thead><tr>${Object.values(columns)
    .map((text) => `<th scope="col">${escapeHtml(text)}</th>`)
    .join('')}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>
</div>
</section>`
}

function renderCell(text: string | undefined, isFirst: boolean): string {
  const shown = text === undefined ? 'not stated' : escapeHtml(text)
  return isFirst ? `<th scope="row">${shown}</th>` : `<td>${shown}</td>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
}
