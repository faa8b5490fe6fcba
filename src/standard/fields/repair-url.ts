const LINK = /<a\s[^>]*?href\s*=\s*["']?([^"'\s>]+)/gi
const MARKDOWN = /^\[[^\]]*\]\((\S+)\)$/
// https//, http:/, htttp://, http;// and the like, also several in a row: the last is meant.
const SCHEMES = /^(?:\s*h+t{1,3}p(s?)\s*(?:[:;.]\s*[/\\]{1,3}|[/\\]{2,3}:?|[:;](?=\s*(?:www|h+ttp|[a-z0-9-]+\.)))\s*)+/i
const HOST = /^[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?=$|[/?#:])/u
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i

/** The web address that a text with a slip can only mean: a link's own, one scheme of several, `www,` for `www.`, spaces in its path; undefined where it may mean none or several. */
export function repairUrl(text: string): string | undefined {
  const links = [...text.matchAll(LINK)].map(([, link]) => link ?? '')
  if (links.length > 0) return new Set(links).size === 1 ? withScheme(links[0] ?? '') : undefined
  return withScheme(
    MARKDOWN.exec(text.trim())?.[1] ??
      text
        .trim()
        .replace(/^[<"'(]+/, '')
        .replace(/[>"')]+$/, ''),
  )
}

function withScheme(text: string): string | undefined {
  const schemes = SCHEMES.exec(text)
  // A scheme that was given stays; without one, https is what every council's site speaks.
  const scheme = schemes === null || schemes[1]?.toLowerCase() === 's' ? 'https' : 'http'
  const rest = text
    .slice(schemes?.[0].length ?? 0)
    .replaceAll('\\', '/')
    .replaceAll('&amp;', '&')
    .replace(/^\/\//, '')
    .replace(/[.,;]+$/, '')
  const [, host = '', path = ''] = /^([^/?#]*)(.*)$/s.exec(rest) ?? []
  const name = repairHost(host)
  if (name === undefined) return amongWords(text)
  // Of two addresses in one text nobody can say which is meant.
  if (/\s(?:https?:|www\.)|[,;]\s*(?:https?:|www\.)/i.test(path)) return undefined
  // No folder's name begins or ends with a space.
  const joined = path.replaceAll(/\s*\/\s+|\s+\/\s*/g, '/')
  return `${scheme}://${name}${joined.replaceAll(/\s/g, (space) => encodeURIComponent(space))}`
}

function repairHost(host: string): string | undefined {
  const name = host
    .trim()
    .replaceAll(/\s*\.\s*/g, '.')
    .replaceAll(/\.{2,}/g, '.')
    // A comma can only be a full stop where what is before it is no whole name.
    .replace(/^(www[.,])?([^.,;]+)?[,;](?=\S)/i, (_, www: string | undefined, label: string | undefined) =>
      [www === undefined ? undefined : 'www', label]
        .filter((part) => part !== undefined)
        .join('.')
        .concat('.'),
    )
  return HOST.test(name) ? name : undefined
}

/** The one address in a sentence. */
function amongWords(text: string): string | undefined {
  const words = text.split(/\s+/).map((word) => word.replace(/^[("'<]+/, '').replace(/[)"'>.,;:!?]+$/, ''))
  const addresses = words.filter((word) => ADDRESS.test(word))
  const [address] = addresses
  return words.length > 1 && addresses.length === 1 && address !== undefined ? withScheme(address) : undefined
}
