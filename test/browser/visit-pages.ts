import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

import { createRouteTable } from '../../src/server/routes.ts'
import { createWaysIn } from '../../src/wiring/ways-in.ts'
import { unescaped } from '../web/served-region.ts'

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

const routeOf = createRouteTable(createWaysIn())

/** Pages that no link leads to, and states of others: nothing found, wrong values, what is not known, other languages, frames. */
const STATES: readonly string[] = [
  ...[
    '/services?text=zzzqq',
    '/services?age=old&day=x&free=x',
    '/services?heading=dementia',
    '/services?lang=cy&text=lunch',
  ],
  ...['/services/unknown', '/region?type=CITY&within=Nowhere&level=x', '/region?heading=zzz+yyy', '/region?sites=show'],
  ...[
    '/region?level=3&top=10&show=rate',
    '/region?sort=x&page=9&by=x&top=x',
    '/region/terms/nope:1',
    '/areas?text=saltmere',
    '/areas/E99999999',
    '/feeds/nope',
  ],
  ...['/embed/map', '/embed/matrix', '/embed/search', '/embed/search?lang=cy', '/nowhere'],
]

/**
 * The addresses of one page of each kind (each path, or pattern of paths), by the links of the pages from the first one on: a page
 * that is added is among them as soon as another leads to it. Then those of `STATES`.
 */
export async function findAddresses(url: string): Promise<readonly string[]> {
  const kinds = new Map<string, string>()
  const queue = [`${url}/`]
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const route = routeOf(new URL(address).pathname)
    if (route?.mediaType !== 'text/html' || kinds.has(route.path)) continue
    kinds.set(route.path, address)
    const page = await fetch(address, { headers: { accept: 'text/html' } })
    for (const [, href = ''] of (await page.text()).matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      const linked = new URL(unescaped(href), address)
      linked.hash = ''
      if (linked.origin === url) queue.push(linked.href)
    }
  }
  return [...kinds.values(), ...STATES.map((state) => `${url}${state}`)]
}

/** So many pages are looked at at once: more would wait for each other's processor. */
const TABS = 2

/** Shows `look` each of the addresses in a page of its own kind of context, some at once. */
export async function visitAll(
  browser: Browser,
  addresses: readonly string[],
  looking: BrowserContextOptions,
  look: (page: Page, address: string) => Promise<void>,
): Promise<void> {
  const queue = addresses.values()
  const visit = async (): Promise<void> => {
    const context = await browser.newContext(looking)
    const page = await context.newPage()
    for (const address of queue) await look(page, address)
    await context.close()
  }
  await Promise.all(Array.from({ length: TABS }, visit))
}

/** The size of targets (2.5.8), which axe leaves out unless asked. */
const TARGET_SIZE: axe.RuleObject = { 'target-size': { enabled: true } }

/**
 * What axe finds against WCAG 2.2 AA and its best practices, each with its place. `more` are rules besides its own. Axe runs in the page as it is: its wrapper for
 * Playwright loads it once more each time and gathers what passed too, which takes up to ten times as long.
 */
export async function findBarriers(page: Page, more: axe.RuleObject = TARGET_SIZE): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], rules: more })})`,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

/** How far a page's parts moved while it came, from 0 on, as browsers count layout shift; a fault where it is more than hardly anything. */
export async function findShift(page: Page): Promise<readonly string[]> {
  const shift = await page.evaluate(async () => {
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
  return shift > 0.01 ? [`shifts by ${shift}`] : []
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

/** What a page has beside text that runs or is drawn by others' rules. */
export function findScripts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('script:not([type="application/ld+json"]), style, [style], [onclick], iframe')].map(
      (part) => `runs or is inline: ${part.outerHTML.slice(0, 80)}`,
    ),
  )
}

/**
 * Goes through a page by the Tab key from its beginning: what the way past the navigation is not, what is left out, caught or in
 * another order than it stands in, what looks the same with the focus as without, and what something else covers then.
 */
export async function findKeyboardFaults(page: Page): Promise<readonly string[]> {
  const count = await page.evaluate(markStops)
  const reached: (string | null)[] = []
  for (let stop = 0; stop <= Math.min(count, MOST_TABS); stop += 1) {
    await page.keyboard.press('Tab')
    reached.push(await page.evaluate(() => document.activeElement?.getAttribute('data-stop') ?? null))
  }
  // After the last it is the browser's turn, or the first again.
  const wrong = reached.findIndex((stop, at) => (at < count ? stop !== String(at) : stop !== null && stop !== '0'))
  const faults = wrong < 0 ? [] : [`Tab ${wrong + 1} of ${count} leads to stop ${String(reached[wrong])}`]
  return [...faults, ...(await page.evaluate(findUnshownFocus))]
}

/** Far enough to meet any trap; what follows is a table's rows, all alike. */
const MOST_TABS = 60

/** Numbers what can have the focus, in the order of the page; gives how many there are. */
function markStops(): number {
  const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((stop) => stop.checkVisibility() && stop.getAttribute('type') !== 'hidden')
    .filter((stop) => stop.getAttribute('tabindex') !== '-1')
  for (const [at, stop] of stops.entries()) stop.setAttribute('data-stop', String(at))
  return stops.length
}

function findUnshownFocus(): readonly string[] {
  const look = (element: Element): string =>
    [element, ...element.querySelectorAll('*')]
      .map((part) => {
        const { outline, boxShadow, background, fill, stroke, strokeWidth } = getComputedStyle(part)
        return [outline, boxShadow, background, fill, stroke, strokeWidth].join()
      })
      .join()
  // Hidden whole, as 2.4.11 has it: of what lies in the window neither the middle nor any corner is to be seen.
  const isSeen = (element: Element): boolean =>
    [...element.getClientRects()].some((box) => {
      const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)]
      const [width, height] = [Math.min(innerWidth, box.right) - left, Math.min(innerHeight, box.bottom) - top]
      return [
        [0.5, 0.5],
        [0.1, 0.1],
        [0.9, 0.1],
        [0.1, 0.9],
        [0.9, 0.9],
      ].some(([x = 0, y = 0]) => {
        const found = document.elementFromPoint(left + width * x, top + height * y)
        return found !== null && (element.contains(found) || found.contains(element) || labelOf(element) === found)
      })
    })
  const labelOf = (element: Element): Element | null => document.querySelector(`label[for="${element.id}"]`)
  return [...document.querySelectorAll<HTMLElement | SVGElement>('[data-stop]')].flatMap((stop) => {
    stop.focus()
    const shown = look(stop)
    const isCovered = !isSeen(stop) && [...stop.getClientRects()].some(({ width, height }) => width * height > 4)
    stop.blur()
    const name = stop.outerHTML.slice(0, 120)
    return [
      ...(look(stop) === shown ? [`does not show its focus: ${name}`] : []),
      ...(isCovered ? [`is covered when it has the focus: ${name}`] : []),
    ]
  })
}
