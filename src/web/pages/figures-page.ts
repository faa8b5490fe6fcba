import {
  cellsOf,
  EXAMPLE_TABLE_NAMES,
  EXAMPLE_TABLES,
  type ExampleTable,
  type ExampleTableName,
} from '../../model/definitions/example-tables.ts'
import type { FigureDefinition } from '../../model/definitions/figure-definition.ts'
import { FIGURE_DEFINITIONS, figurePath } from '../../model/definitions/figure-definitions.ts'
import { RULE_VERSIONS } from '../../model/rule-versions.ts'
import { exampleCsvPath } from '../figures/example-csv.ts'
import { type Html, html, joined } from '../html.ts'
import type { Page, PageContent } from '../page.ts'
import { renderTable } from '../table.ts'
import type { View } from '../view.ts'

/** `/figures`: every figure explained, each under its own anchor (`#m2`), with the rows its example is worked out from. */
export const FIGURES_PAGE: Page = {
  path: '/figures',
  section: 'figures',
  readVariables: () => ({}),
  show: ({ view }) => showFigures(view),
}

function showFigures(view: View): PageContent {
  const { t } = view
  const title = t('figuresTitle')
  const main = html`<h1 class="govuk-heading-xl" id="${RULE_VERSIONS.coverage}">${title}</h1>
    <p class="govuk-body-l">${withCode(t('figuresLead', { version: RULE_VERSIONS.coverage }))}</p>
    <nav aria-label="${t('figuresList')}">
      <ul class="govuk-list oruk-contents">
        ${FIGURE_DEFINITIONS.map(({ id, name }) => html`<li><a class="govuk-link" href="${figurePath(id).replace(/^[^#]*/, '')}">${id} ${name}</a></li>`)}
      </ul>
    </nav>
    ${FIGURE_DEFINITIONS.map((figure) => renderFigure(figure, view))}
    <h2 class="govuk-heading-l" id="rows">${t('figuresRows')}</h2>
    ${EXAMPLE_TABLE_NAMES.map((name) => renderRows(name, view))}`
  return { title, main }
}

function renderFigure({ id, name, example, ...figure }: FigureDefinition, { t }: View): Html {
  const anchor = id.toLowerCase()
  const terms: readonly (readonly [term: string, value: Html])[] = [
    [t('figureNumerator'), withCode(figure.numerator)],
    [t('figureDenominator'), withCode(figure.denominator ?? t('figureCount'))],
    [t('figureInterval'), withCode(figure.interval ?? t('figureNone'))],
    [t('figureSource'), withCode(figure.source)],
    [
      t('figurePitfalls'),
      html`<ul class="govuk-list govuk-list--bullet">
        ${figure.pitfalls.map((pitfall) => html`<li>${withCode(pitfall)}</li>`)}
      </ul>`,
    ],
    [
      t('figureFields'),
      joined(
        Object.keys(figure.fields).map((field) => html`<code>${field}</code>`),
        ', ',
      ),
    ],
    [
      t('figureExample'),
      html`<a class="govuk-link" href="#rows-${example.table}">${EXAMPLE_TABLES[example.table].title}</a>.
        ${withCode(example.working)}`,
    ],
    [t('figureResults'), withCode(describeResults(example.results))],
  ]
  return html`<section aria-labelledby="${anchor}">
    <h2 class="govuk-heading-m" id="${anchor}">${id} ${name}</h2>
    <p class="govuk-body">${withCode(figure.definition)}</p>
    <dl class="govuk-summary-list">
      ${terms.map(
        ([term, value]) =>
          html`<div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">${term}</dt>
            <dd class="govuk-summary-list__value">${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`
}

function describeResults(results: Readonly<Record<string, number | string>>): string {
  return Object.entries(results)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
}

function renderRows(name: ExampleTableName, view: View): Html {
  const table: ExampleTable = EXAMPLE_TABLES[name]
  const columns = Object.values(table.columns).map((text) => ({ heading: withCode(text) }))
  const rows = cellsOf(table).map((row) => row.map((text) => withCode(text ?? view.t('notStated'))))
  const csv = view.file(exampleCsvPath(name))
  return html`${renderTable({ id: `rows-${name}`, caption: table.title, columns, rows, csv }, view)}
    <p class="govuk-body-s oruk-caption">${withCode(table.note)}</p>`
}

/** A text in which what stands between backticks is code. */
function withCode(text: string): Html {
  return html`${text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`
}
