// Finds the words that docs/house.md ("Words") does not use, alone or as a part of a name, in the files git tracks.
// Prints each with its file and line and exits 1, or says how many files are free of them.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Each with what is said instead. */
const INSTEAD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    told: 'stated, provided, published',
    untold: 'not stated',
    tell: 'state, report, distinguish',
    tells: 'states, reports, distinguishes',
    teller: 'source',
    telling: 'distinctive',
    tellings: 'times',
    anew: 'again',
    tally: 'count',
    unkept: 'not kept',
    heed: 'follow',
    heeds: 'follows',
    recall: 'kept, cached',
    recalls: 'keeps',
    recalled: 'kept, cached',
  }),
)

const CHECKED =
  /^(?:(?:src|test|bench|scripts|docs|operations)\/.*|samples\/.*\.ts|schema\/gateway\.graphql|[A-Z]+\.md)$/
const READ = /\.(?:ts|md|graphql)$/
const EXEMPT: readonly RegExp[] = [
  // These list the words.
  /^scripts\/check-words\.ts$/,
  /^docs\/house\.md$/,
  // Words that people type into a search.
  /^src\/catalogue\/search\/words\/function-words\.ts$/,
  // Texts of invented publishers.
  /^samples\/generate\/activities\//,
]
/** The seed of every sample record: another text would be another region. */
const SEED = `\${council.slug} tells \${real.key}`
/** Of precision and recall, the measures. */
const MEASURES = /precision|honest|of what it should/i
/** The words of a name: camelCase, snake_case and CAPITALS apart. */
const WORD = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g

const found: string[] = []
let free = 0

for (const path of execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).split('\n')) {
  if (!CHECKED.test(path) || !READ.test(path) || EXEMPT.some((exempt) => exempt.test(path)) || !existsSync(path))
    continue
  const before = found.length
  checkFile(path, readFileSync(path, 'utf8'))
  if (found.length === before) free += 1
}
if (found.length > 0) {
  process.stderr.write(`${found.join('\n')}\n${found.length} words that docs/house.md does not use.\n`)
  process.exitCode = 1
} else process.stdout.write(`${free} files use the words of docs/house.md.\n`)

function checkFile(path: string, text: string): void {
  const isOfMeasures = MEASURES.test(text)
  for (const [index, line] of text.replaceAll(SEED, '').split('\n').entries())
    for (const [whole] of line.matchAll(WORD)) {
      const instead = INSTEAD.get(whole.toLowerCase())
      if (instead === undefined || (whole.toLowerCase() === 'recall' && isOfMeasures)) continue
      found.push(`${path}:${index + 1}: ${whole}: ${instead}?`)
    }
}
