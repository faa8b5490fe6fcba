/** A class of govuk-frontend: its block, less element and modifier; or one of its overrides, `.govuk-\\!-margin`. */
const BLOCK = /\.govuk-((?:\\!-)?[a-z]+(?:-[a-z]+)*)/g

/**
 * The rules of a minified style sheet that the blocks named need: selectors of other blocks, rules and media left without any,
 * fonts, and rules that show a file of the package, such as its crest, are taken out.
 */
export function neededRules(css: string, blocks: ReadonlySet<string>): string {
  return readRules(css.replaceAll(/\/\*.*?\*\//gs, ''))
    .map(({ head, body }) => neededRule(head, body, blocks))
    .join('')
}

function neededRule(head: string, body: string, blocks: ReadonlySet<string>): string {
  if (head.startsWith('@font-face') || head.startsWith('@keyframes')) return ''
  if (head.startsWith('@')) {
    const inner = neededRules(body, blocks)
    return inner === '' ? '' : `${head}{${inner}}`
  }
  if (body.includes('url(/')) return ''
  const selectors = splitSelectors(head).filter((selector) =>
    [...selector.matchAll(BLOCK)].every(([, block = '']) => blocks.has(block)),
  )
  return selectors.length === 0 ? '' : `${selectors.join(',')}{${body}}`
}

interface Rule {
  readonly head: string
  readonly body: string
}

/** Rules at one level; a statement without a body, such as a charset, is none. */
function readRules(css: string): readonly Rule[] {
  const rules: Rule[] = []
  let start = 0
  let depth = 0
  let open = 0
  for (const { 0: mark, index } of css.matchAll(/[{};]/g)) {
    if (mark === ';' && depth === 0) start = index + 1
    if (mark === '{' && depth++ === 0) open = index
    if (mark === '}' && --depth === 0) {
      rules.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, index) })
      start = index + 1
    }
  }
  return rules
}

/** Commas within `:is(…)` part no selectors. */
function splitSelectors(head: string): readonly string[] {
  return head.split(/,(?![^(]*\))/)
}
