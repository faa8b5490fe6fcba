// Writes the list of operations in docs/queries.md from the files of operations/, between its two marks; with --check it writes
// nothing and exits 1 where the page says otherwise.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readOperations } from '../src/graphql/operations/read-operations.ts'

const PAGE = join(import.meta.dirname, '..', 'docs', 'queries.md')
const [BEGIN, END] = ['<!-- operations: written by scripts/write-queries.ts -->', '<!-- operations: end -->']

const page = readFileSync(PAGE, 'utf8')
const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)]
if (begin < 0 || end < begin) throw new Error(`${PAGE} lacks the marks that the operations stand between.`)
const list = readOperations().map(({ name, path, title }) => `- [${name}](../operations/${path}.graphql): ${title}`)
const written = `${page.slice(0, begin)}${[BEGIN, list.join('\n'), END].join('\n\n')}${page.slice(end + END.length)}`
if (!process.argv.includes('--check')) writeFileSync(PAGE, written)
else if (written !== page) {
  process.stderr.write('docs/queries.md lacks what operations/ has: run `npm run write-queries`.\n')
  process.exitCode = 1
} else process.stdout.write('docs/queries.md lists the operations.\n')
