// Writes section 2.3 of docs/figures.md from the definitions of the figures, between its two marks; with --check it writes
// nothing and exits 1 where the page says otherwise.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cellsOf, EXAMPLE_TABLES, type ExampleTable } from '../src/model/definitions/example-tables.ts'
import type { FigureDefinition } from '../src/model/definitions/figure-definition.ts'
import { FIGURE_DEFINITIONS } from '../src/model/definitions/figure-definitions.ts'

const PAGE = join(import.meta.dirname, '..', 'docs', 'figures.md')
const [BEGIN, END] = ['<!-- figures: written by scripts/write-figures.ts -->', '<!-- figures: end -->']

const page = readFileSync(PAGE, 'utf8')
const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)]
if (begin < 0 || end < begin) throw new Error(`${PAGE} lacks the marks that the figures stand between.`)
const written = `${page.slice(0, begin)}${[BEGIN, ...describeAll(), END].join('\n\n')}${page.slice(end + END.length)}`
if (!process.argv.includes('--check')) writeFileSync(PAGE, written)
else if (written !== page) {
  process.stderr.write('docs/figures.md says otherwise than the definitions: run `npm run write-figures`.\n')
  process.exitCode = 1
} else process.stdout.write('docs/figures.md says what the definitions say.\n')

function describeAll(): readonly string[] {
  const tables = Object.entries(EXAMPLE_TABLES)
  return [...FIGURE_DEFINITIONS.map(describe), ...tables.flatMap(([name, table]) => describeTable(name, table))]
}

function describe({ id, name, example, ...figure }: FigureDefinition): string {
  const heading = `#### <a id="${id.toLowerCase()}"></a>${id} ${name}`
  const results = Object.entries(example.results).map(([key, value]) => `${key} ${value}`)
  const lines = [
    `Numerator: ${figure.numerator}`,
    ...(figure.denominator === undefined ? [] : [`Denominator: ${figure.denominator}`]),
    ...(figure.interval === undefined ? [] : [`Interval: ${figure.interval}`]),
    `Source: ${figure.source}`,
    ...figure.pitfalls.map((pitfall) => `Pitfall: ${pitfall}`),
    `Example, [${EXAMPLE_TABLES[example.table].title}](#rows-${example.table}): ${example.working} Results: ${results.join(', ')}`,
  ]
  return [heading, '', figure.definition, '', ...lines.map((line) => `- ${line}`)].join('\n')
}

function describeTable(name: string, example: ExampleTable): readonly string[] {
  const { title, note, columns } = example
  const cells = cellsOf(example).map((row) => row.map((text = '') => text))
  const table = [Object.values(columns), ...cells]
  const widths = Object.keys(columns).map((_, at) => Math.max(3, ...table.map((row) => (row[at] ?? '').length)))
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = table
  return [
    `#### <a id="rows-${name}"></a>${title}`,
    note,
    [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n'),
  ]
}
