import type { Site } from '../model/site.ts'
import type { Words } from './texts/translate.ts'

/** Parameters of an address; those without a value are left out, lists are repeated. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** What every page is rendered with. */
export interface View extends Words {
  readonly site: Site
  /** The path asked for, from the root of the pages. */
  readonly path: string
  /** The parameters asked for. */
  readonly params: URLSearchParams
  /** The address of a page or file below the root, such as `services`, from this page: whatever path a proxy puts before, it holds. The language stays. */
  readonly link: (path: string, query?: Query) => string
  /** The same for what has no language. */
  readonly file: (path: string) => string
}

/** What a view is made from. */
export interface ViewParts {
  readonly words: Words
  readonly site: Site
  readonly path: string
  readonly params: URLSearchParams
}

/** Creates the view of one request. */
export function createView({ words, site, ...asked }: ViewParts): View {
  const root = rootOf(asked.path)
  const lang = words.language === site.language ? {} : { lang: words.language }
  const file = (path: string): string => `${root}${path}`
  return { ...words, ...asked, site, file, link: (path, query = {}) => writeAddress(file(path), { ...query, ...lang }) }
}

/** An address with parameters, in the order given. */
export function writeAddress(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === undefined) return []
    return (typeof value === 'object' ? value : [String(value)]).map((member) => [name, member])
  })
  const search = new URLSearchParams(pairs).toString()
  return search === '' ? path : `${path}?${search}`
}

/** The way from a page to the root: `./` from `/services`, `../` from `/services/ID`. */
function rootOf(path: string): string {
  const depth = path.split('/').length - 2
  return depth <= 0 ? './' : '../'.repeat(depth)
}
