import { type Html, html } from '../html.ts'
import { isCounted, type Point } from './trend-answer.ts'

const [WIDTH, HEIGHT, MARGIN, DOT] = [132, 36, 5, 2.5]

interface Mark {
  readonly x: number
  readonly count: number
  readonly low: number
  readonly high: number
}

/**
 * Counts from left to right from 0 up: the line, the band of their intervals, and a dashed rule where something besides the
 * world changed. Neither goes on across such a rule, nor where nobody looked. The cells say the same in words, so that it is hidden
 * from readers of screens.
 */
export function drawTrend(points: readonly Point[]): Html {
  const most = Math.max(1, ...points.filter(isCounted).map(({ ci95 }) => ci95?.high ?? 0))
  const x = (at: number): number => rounded(MARGIN + ((at + 0.5) / points.length) * (WIDTH - 2 * MARGIN))
  const y = (value: number): number => rounded(HEIGHT - MARGIN - (value / most) * (HEIGHT - 2 * MARGIN))
  const runs = runsOf(points, x)
  const breaks = points.flatMap((point, at) => (isBroken(point) ? [x(at - 0.5)] : []))
  const line = (marks: readonly Mark[], of: 'count' | 'low' | 'high'): string =>
    marks.map((mark) => `${mark.x},${y(mark[of])}`).join('L')
  return html`<svg
    class="oruk-trend"
    width="${WIDTH}"
    height="${HEIGHT}"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    aria-hidden="true"
    focusable="false"
  >
    ${runs.map(
      (marks) =>
        html`<path class="oruk-trend-band" d="M${line(marks, 'high')}L${line(marks.toReversed(), 'low')}Z" /><path
            class="oruk-trend-line"
            d="M${line(marks, 'count')}"
          />${marks.map((mark) => html`<circle class="oruk-interval-dot" cx="${mark.x}" cy="${y(mark.count)}" r="${DOT}" />`)}`,
    )}
    ${breaks.map((at) => html`<line class="oruk-interval-median" x1="${at}" x2="${at}" y1="0" y2="${HEIGHT}" />`)}
  </svg>`
}

/** Whether its count can not be compared with the one before. */
function isBroken({ breaks }: Point): boolean {
  return breaks.some(({ kind }) => kind !== 'POPULATIONS_CHANGED')
}

/** Points that can be compared, one after the other. */
function runsOf(points: readonly Point[], x: (at: number) => number): readonly (readonly Mark[])[] {
  const runs: Mark[][] = []
  let run: Mark[] | undefined
  for (const [at, point] of points.entries()) {
    const { serviceCount, ci95 } = point
    const count = isCounted(point) ? serviceCount : null
    if (isBroken(point) || count === null || ci95 === null) run = undefined
    if (count === null || ci95 === null) continue
    if (run === undefined) runs.push((run = []))
    run.push({ x: x(at), count, ...ci95 })
  }
  return runs
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
