import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startDemo, startEmpty } from './demo-region.ts'
import {
  CHROMIUM,
  findBarriers,
  findShift,
  findOverflow,
  findUnshownFocus,
  type Looking,
  openBrowser,
  STATES,
  walkPages,
} from './visit-pages.ts'

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 375, height: 700 }
/** 1280 × 1024 at 400 %: WCAG 2.2, 1.4.10. */
const ZOOMED = { width: 320, height: 256 }
const SLOW = 480_000

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
      const { javaScriptEnabled: runsScripts = true } = looking
      const look = async (page: Page, kind: string): Promise<void> => {
        // Axe is itself a script.
        const barriers = runsScripts ? await findBarriers(page) : []
        const shift = runsScripts ? await findShift(page) : 0
        const faults = [...barriers, ...(await findOverflow(page)), ...(shift > 0.01 ? [`shifts by ${shift}`] : [])]
        found.push(...faults.map((fault) => `${kind}: ${fault}`))
      }
      const seen = await walkPages(browser, running[of]?.url ?? '', looking, look, STATES)
      expect(found).toEqual([])
      expect(seen).toContain('/')
    },
    SLOW,
  )

  it.each([WIDE, NARROW])(
    'lead to GraphiQL, which has no barrier, fits, and comes back to the tab that was open: %j',
    async (viewport) => {
      const context = await browser.newContext({ viewport })
      const page = await context.newPage()
      const url = `${running.demo?.url ?? ''}/graphiql`
      const tabs = page.locator('.graphiql-tab')
      const openTab = page.locator('.graphiql-tab-active')
      await page.goto(url)
      await tabs.nth(2).click()
      const [count, name] = [await tabs.count(), await tabs.nth(2).innerText()]
      expect(count).toBeLessThan(9)
      // It keeps its tabs half a second after the last change.
      await page.waitForFunction(() => /"activeTabIndex":2\b/.test(localStorage.getItem('graphiql:tabState') ?? ''))
      await page.goto(url)
      await openTab.waitFor()
      expect([await tabs.count(), await openTab.innerText()]).toEqual([count, name])
      expect([...(await findBarriers(page)), ...(await findOverflow(page))]).toEqual([])
      await page.goto(`${url}?operation=Region`)
      await openTab.waitFor()
      expect(await tabs.allInnerTexts()).toEqual(['Region'])
      await context.close()
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
