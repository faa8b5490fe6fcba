// Checks that what pages and comments point at is there: links between pages, files that pages name as code, and
// `docs/<page>.md <section>` in comments.
// It reads the files git tracks; it follows no address on the network. Prints each dead reference and exits 1, or says how many hold.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const SECTION = String.raw`(?:§\s?)?([0-9]+(?:\.[0-9]+)*|[FHLM][0-9]{1,2}|[A-Z][a-z]+)`
const CITATION = new RegExp(String.raw`docs/([a-z-]+)\.md(?:,? ${SECTION})?`, 'gu')
const CODE = /\((?:[^()]*[ ,])?([FH][0-9]{2})(?: to [FH][0-9]{2})?(?:, ([FH][0-9]{2}))*\)/gu
const LINK = /\[[^\]]*\]\(([^()\s]+)\)/gu
/** A source file, by its whole path or its end, as code. */
const SOURCE = /`((?:[\w-]+\/)*[\w-]+\.(?:test\.)?ts)`/gu
const COMMENT = /^\s*(?:\/\/|\/?\*)/u

const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).split('\n')
const dead: string[] = []
let held = 0

for (const path of tracked) {
  if (!existsSync(path)) continue
  if (path.endsWith('.md')) checkPage(path)
  else if (path.endsWith('.ts')) checkComments(path)
}
if (dead.length > 0) {
  process.stderr.write(`${dead.join('\n')}\n${dead.length} references lead nowhere.\n`)
  process.exitCode = 1
} else process.stdout.write(`${held} references hold.\n`)

function checkPage(path: string): void {
  const prose = readFileSync(path, 'utf8').replace(/```[\s\S]*?```/gu, '')
  // What changed may have gone since.
  if (path !== 'CHANGELOG.md')
    for (const [, file = ''] of prose.matchAll(SOURCE)) note(isSource(file), `${path}: ${file}`)
  const text = prose.replace(/`[^`\n]*`/gu, '')
  for (const [, target = ''] of text.matchAll(LINK)) {
    if (/^[a-z]+:/u.test(target)) continue
    const [file = '', anchor] = target.split('#')
    const page = file === '' ? path : normalize(join(dirname(path), file))
    note(existsSync(page) && (anchor === undefined || anchorsOf(page).has(anchor)), `${path}: ${target}`)
  }
}

function isSource(file: string): boolean {
  return tracked.some((path) => path === file || path.endsWith(`/${file}`))
}

function checkComments(path: string): void {
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (!COMMENT.test(line)) continue
    for (const [whole, page = '', section] of line.matchAll(CITATION))
      note(hasSection(`docs/${page}.md`, section), `${path}:${index + 1}: ${whole}`)
    for (const [whole, first = '', last] of line.matchAll(CODE))
      for (const code of [first, last])
        if (code !== undefined) note(hasSection('docs/faults.md', code), `${path}:${index + 1}: ${whole}`)
  }
}

function note(isThere: boolean, reference: string): void {
  if (isThere) held += 1
  else dead.push(reference)
}

/** A section is a heading that begins with it, or a table's row, a paragraph or a list of codes that names it. */
function hasSection(page: string, section: string | undefined): boolean {
  if (!existsSync(page)) return false
  if (section === undefined) return true
  const text = readFileSync(page, 'utf8')
  return /^[FHLM][0-9]/u.test(section)
    ? new RegExp(String.raw`\b${section}\b`, 'u').test(text) || isWithinRange(text, section)
    : new RegExp(String.raw`^#+ ${section.replaceAll('.', String.raw`\.`)}(?:[ .]|$)`, 'mu').test(text)
}

function isWithinRange(text: string, code: string): boolean {
  const number = Number(code.slice(1))
  return [...text.matchAll(/\b([FH])([0-9]{2}) to [FH]([0-9]{2})\b/gu)].some(
    ([, letter, low, high]) => letter === code[0] && Number(low) <= number && number <= Number(high),
  )
}

/** Anchors of a page: those GitHub makes of its headings, and those written out. */
function anchorsOf(page: string): ReadonlySet<string> {
  if (!page.endsWith('.md')) return new Set()
  const text = readFileSync(page, 'utf8')
  const headings = [...text.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/gu)].map(([, id = '']) => id)])
}
