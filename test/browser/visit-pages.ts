import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

import { createRouteTable } from '../../src/server/routes.ts'
import { createWaysIn } from '../../src/wiring/ways-in.ts'

/** Where Chromium is; undefined where the machine has none. CHROMIUM in the environment names another. */
export const CHROMIUM = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== '' && existsSync(path),
)

/** Starts the machine's own Chromium. */
export function openBrowser(): Promise<Browser> {
  // It will not run as root within its own sandbox, and asks others by itself unless it may not.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
  return chromium.launch({ executablePath: CHROMIUM ?? '', args })
}

/** How pages are looked at. */
export interface Looking extends BrowserContextOptions {
  readonly viewport: { readonly width: number; readonly height: number }
}

const routeOf = createRouteTable(createWaysIn())

/** Pages that no link leads to, and states of others: nothing found, wrong values, what is not known, other languages, frames. */
export const STATES: readonly string[] = [
  ...[
    '/services?text=zzzqq',
    '/services?age=old&day=x&free=x',
    '/services?heading=dementia',
    '/services?lang=cy&text=lunch',
  ],
  ...['/services/unknown', '/region?type=CITY&within=Nowhere&level=x', '/region?heading=zzz+yyy', '/region?sites=show'],
  ...[
    '/region?level=3&top=10&show=rate',
    '/region/terms/nope:1',
    '/areas?text=saltmere',
    '/areas/E99999999',
    '/feeds/nope',
  ],
  ...['/embed/map', '/embed/matrix', '/embed/search', '/embed/search?lang=cy', '/nowhere'],
]

/**
 * Walks the links of the pages from the first one on, and shows `look` one page of each kind (each path, or pattern of paths):
 * a page that is added is looked at as soon as another leads to it; then each of `states`, by its address. Resolves to what was
 * seen.
 */
export async function walkPages(
  browser: Browser,
  url: string,
  looking: Looking,
  look: (page: Page, kind: string) => Promise<void>,
  states: readonly string[] = [],
): Promise<readonly string[]> {
  const context = await browser.newContext(looking)
  const page = await context.newPage()
  const seen = new Set<string>()
  const queue = [`${url}/`]
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const kind = kindOf(address)
    if (kind === undefined || seen.has(kind)) continue
    seen.add(kind)
    await page.goto(address)
    await look(page, kind)
    const links = await page
      .locator('a[href]')
      // Of a link in a drawing the property is no text.
      .evaluateAll((each) => each.map((link) => new URL(link.getAttribute('href') ?? '', document.baseURI).href))
    queue.push(...links.filter((link) => link.startsWith(`${url}/`)))
  }
  for (const state of states) {
    seen.add(state)
    await page.goto(`${url}${state}`)
    await look(page, state)
  }
  await context.close()
  return [...seen]
}

/** The kind of page at an address; undefined for what is no page. */
function kindOf(address: string): string | undefined {
  const route = routeOf(new URL(address).pathname)
  return route?.mediaType === 'text/html' ? route.path : undefined
}

/** What axe finds against WCAG 2.2 AA and its best practices, each with its place. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

/** How far a page's parts moved while it came, from 0 on, as browsers count layout shift. */
export function findShift(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let sum = 0
    const add = (entries: PerformanceEntryList): void => {
      for (const entry of entries) sum += Reflect.get(entry, 'value')
    }
    const observer = new PerformanceObserver((list) => add(list.getEntries()))
    observer.observe({ type: 'layout-shift', buffered: true })
    await new Promise((resolve) => requestAnimationFrame(resolve))
    // Those that were seen and not handed over yet.
    add(observer.takeRecords())
    return sum
  })
}

/** Why a page does not fit its width: the boxes that stick out, of those that can't be scrolled by themselves. */
export function findOverflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll('body *')]
      .filter((box) => box.getBoundingClientRect().right > width + 1 && box.closest('[tabindex="0"]') === null)
      .map((box) => `${box.tagName}.${box.className}`)
      .slice(0, 5)
  })
}

/** What has the focus, where it looks the same without it; undefined where it shows it, or nothing has it. */
export function findUnshownFocus(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const focused = document.activeElement
    if (focused === null || focused === document.body || !('blur' in focused)) return undefined
    const look = (): string =>
      [focused, ...focused.querySelectorAll('*')]
        .map((part) => {
          const { outline, boxShadow, background, fill, stroke, strokeWidth } = getComputedStyle(part)
          return [outline, boxShadow, background, fill, stroke, strokeWidth].join()
        })
        .join()
    const [element, withFocus] = [focused as HTMLElement, look()]
    element.blur()
    const isShown = look() !== withFocus
    element.focus()
    return isShown ? undefined : element.outerHTML.slice(0, 120)
  })
}
