import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startDemo, startEmpty } from './demo-region.ts'
import {
  CHROMIUM,
  findBarriers,
  findOverflow,
  findUnshownFocus,
  type Looking,
  openBrowser,
  walkPages,
} from './visit-pages.ts'

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 375, height: 700 }
/** 1280 × 1024 at 400 %: WCAG 2.2, 1.4.10. */
const ZOOMED = { width: 320, height: 256 }
const SLOW = 240_000

describe.skipIf(CHROMIUM === undefined)('the pages in a browser', () => {
  let browser: Browser
  const running: { demo?: Awaited<ReturnType<typeof startDemo>>; empty?: Awaited<ReturnType<typeof startEmpty>> } = {}

  beforeAll(async () => {
    browser = await openBrowser()
    running.demo = await startDemo()
    running.empty = await startEmpty()
  }, SLOW)

  afterAll(async () => {
    await browser.close()
    await running.demo?.stop()
    await running.empty?.stop()
  })

  it.each<[state: string, of: 'demo' | 'empty', looking: Looking]>([
    ['on a wide screen without JavaScript, feeds being down', 'demo', { viewport: WIDE, javaScriptEnabled: false }],
    ['on a phone without JavaScript', 'demo', { viewport: NARROW, javaScriptEnabled: false }],
    ['on a wide screen', 'demo', { viewport: WIDE }],
    ['on a phone', 'demo', { viewport: NARROW }],
    ['in forced colours', 'demo', { viewport: WIDE, forcedColors: 'active' }],
    ['in dark colours', 'demo', { viewport: NARROW, colorScheme: 'dark' }],
    ['at 400 % zoom', 'demo', { viewport: ZOOMED }],
    ['over an empty catalogue', 'empty', { viewport: WIDE }],
    ['over an empty catalogue, on a phone', 'empty', { viewport: NARROW }],
  ])(
    'have no barrier and fit: %s',
    async (_, of, looking) => {
      const found: string[] = []
      const kinds = await walkPages(browser, running[of]?.url ?? '', looking, async (page, kind) => {
        // Axe is itself a script.
        const barriers = looking.javaScriptEnabled === false ? [] : await findBarriers(page)
        const faults = [...barriers, ...(await findOverflow(page))]
        found.push(...faults.map((fault) => `${kind}: ${fault}`))
      })
      expect(found).toEqual([])
      expect(kinds).toContain('/')
    },
    SLOW,
  )

  it(
    'ask nobody but the gateway, and break none of its policy',
    async () => {
      const faults: string[] = []
      const url = running.demo?.url ?? ''
      await walkPages(browser, url, { viewport: WIDE }, async (page, kind) => {
        page.on('request', (request) => {
          if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
            faults.push(`${kind}: ${request.url()}`)
        })
        page.on('console', (message) => {
          if (message.type() === 'error') faults.push(`${kind}: ${message.text()}`)
        })
        await page.reload()
        expect(await page.context().cookies(), kind).toEqual([])
      })
      expect(faults).toEqual([])
    },
    SLOW,
  )

  it(
    'are used by keyboard alone: the way past the navigation comes first, and what has the focus shows it',
    async () => {
      const hidden: string[] = []
      await walkPages(browser, running.demo?.url ?? '', { viewport: WIDE }, async (page, kind) => {
        await page.keyboard.press('Tab')
        expect(await page.evaluate(() => document.activeElement?.getAttribute('href')), kind).toMatch(/^#/)
        const stops = await page.locator('a[href], button, input, select, textarea, summary, [tabindex="0"]').count()
        for (let stop = 0; stop < Math.min(stops, 40); stop += 1) {
          const unshown = await findUnshownFocus(page)
          if (unshown !== undefined) hidden.push(`${kind}: ${unshown}`)
          await page.keyboard.press('Tab')
        }
      })
      expect(hidden).toEqual([])
    },
    SLOW,
  )
})
