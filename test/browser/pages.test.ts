import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startDemo, startEmpty } from './demo-region.ts'
import {
  CHROMIUM,
  findAddresses,
  findBarriers,
  findKeyboardFaults,
  findOverflow,
  findScripts,
  findShift,
  openBrowser,
  visitAll,
} from './visit-pages.ts'

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 375, height: 700 }
/** 1280 × 1024 at 400 %: WCAG 2.2, 1.4.10. */
const ZOOMED = { width: 320, height: 256 }
const SLOW = 480_000

type Find = (page: Page) => Promise<readonly string[]>

/** The states in which each page is looked at, one after the other: how it comes to be in it, and what is looked for there. */
const LOOKS: readonly (readonly [
  state: string,
  enter: (page: Page, address: string) => Promise<unknown>,
  find: readonly Find[],
])[] = [
  ['on a wide screen', load, [findShift, findScripts, findBarriers, findOverflow]],
  ['by keyboard alone', load, [findKeyboardFaults]],
  ['in forced colours', (page) => page.emulateMedia({ forcedColors: 'active' }), [findBarriers]],
  ['printed', (page) => page.emulateMedia({ forcedColors: 'none', media: 'print' }), [findOverflow]],
  ['on a phone', onPhone, [findShift, findBarriers, findOverflow]],
  ['on a phone, by keyboard alone', load, [findKeyboardFaults]],
  ['at 400 % zoom', (page) => page.setViewportSize(ZOOMED), [findBarriers, findOverflow]],
]

function load(page: Page, address: string): Promise<unknown> {
  return page.goto(address)
}

async function onPhone(page: Page, address: string): Promise<void> {
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize(NARROW)
  await page.goto(address)
}

describe.skipIf(CHROMIUM === undefined)('the pages in a browser', () => {
  let browser: Browser
  const running: { demo?: Awaited<ReturnType<typeof startDemo>>; empty?: Awaited<ReturnType<typeof startEmpty>> } = {}

  beforeAll(async () => {
    const started = await Promise.all([openBrowser(), startDemo(), startEmpty()])
    browser = started[0]
    ;[, running.demo, running.empty] = started
  }, SLOW)

  afterAll(async () => {
    await browser.close()
    await running.demo?.stop()
    await running.empty?.stop()
  })

  it.each([
    ['over the sample region, feeds being down', 'demo'],
    ['over an empty catalogue', 'empty'],
  ] as const)(
    'have no barrier, fit, are used by keyboard alone, and ask nobody but the gateway: %s',
    async (_, of) => {
      const url = running[of]?.url ?? ''
      const addresses = await findAddresses(url)
      expect(addresses.length).toBeGreaterThan(20)
      const found: string[] = []
      await visitAll(browser, addresses, { viewport: WIDE }, async (page, address) => {
        const place = address.slice(url.length)
        const note = (fault: string): unknown => found.push(`${place} ${fault}`)
        const stopWatching = watch(page, url, note)
        await page.setViewportSize(WIDE)
        for (const [state, enter, finds] of LOOKS) {
          await enter(page, address)
          for (const find of finds) for (const fault of await find(page)) note(`${state}: ${fault}`)
        }
        if ((await page.context().cookies()).length > 0) note('sets a cookie')
        stopWatching()
      })
      expect(found).toEqual([])
    },
    SLOW,
  )

  it.each([
    ['on a wide screen', WIDE],
    ['on a phone', NARROW],
  ])(
    'fit without JavaScript %s',
    async (_, viewport) => {
      const url = running.demo?.url ?? ''
      const found: string[] = []
      await visitAll(
        browser,
        await findAddresses(url),
        { viewport, javaScriptEnabled: false },
        async (page, address) => {
          await page.goto(address)
          found.push(...(await findOverflow(page)).map((fault) => `${address}: ${fault}`))
        },
      )
      expect(found).toEqual([])
    },
    SLOW,
  )

  it(
    'answer by keyboard alone who has least for carers, and whether that is certain',
    async () => {
      const page = await browser.newPage()
      await page.goto(running.demo?.url ?? '')
      const tabTo = async (selector: string): Promise<void> => {
        const isThere = (): Promise<boolean> =>
          page
            .locator(selector)
            .first()
            .evaluate((one) => one.matches(':focus'))
        for (let tabs = 0; tabs < 80 && !(await isThere()); tabs += 1) await page.keyboard.press('Tab')
        expect(await isThere(), selector).toBe(true)
      }
      await tabTo('#heading')
      await page.keyboard.type('carers')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/region\?/)
      await tabTo('a[href*="region/terms/"]')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/region\/terms\//)
      expect(await page.locator('section[aria-labelledby="short"]').innerText()).toMatch(/certain/)
      await page.close()
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
      // Its own small buttons are as its package has them.
      expect([...(await findBarriers(page, {})), ...(await findOverflow(page))]).toEqual([])
      await page.goto(`${url}?operation=Region`)
      await openTab.waitFor()
      expect(await tabs.allInnerTexts()).toEqual(['Region'])
      await context.close()
    },
    SLOW,
  )
})

/** Notes what a page asks of others, and what its policy or the browser complains of. */
function watch(page: Page, url: string, note: (fault: string) => unknown): () => void {
  const onRequest = (request: { url(): string }): void => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) note(`asks ${request.url()}`)
  }
  const onMessage = (message: { type(): string; text(): string }): void => {
    // What is not there or is asked wrongly is said to be so by its status.
    if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text()))
      note(message.text())
  }
  page.on('request', onRequest)
  page.on('console', onMessage)
  return () => {
    page.off('request', onRequest)
    page.off('console', onMessage)
  }
}
