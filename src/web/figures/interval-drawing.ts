import { type Html, html } from '../html.ts'

const WIDTH = 170
const HEIGHT = 22
const MARGIN = 8
/** Pixels of the dot's radius, and of the ends of an interval up and down: those of a narrow one stand out of the dot. */
const [DOT, CAP] = [3.5, 6]
/** Pixels of a digit of a tick's label. */
const DIGIT = 8
const STEPS = [1, 2, 2.5, 5, 10]

/** A line of numbers from 0 on, as all rows of a table share it. */
export interface NumberLine {
  /** Pixels from the left at which a number stands. */
  at(value: number): number
  /** Round numbers along it, 0 first. */
  readonly ticks: readonly number[]
}

/** The line that holds these numbers; three to six round ones mark it. */
export function createNumberLine(values: readonly number[]): NumberLine {
  const most = Math.max(...values, 0) || 1
  const magnitude = 10 ** Math.floor(Math.log10(most / 5))
  const step = (STEPS.find((each) => each * magnitude * 5 >= most) ?? 10) * magnitude
  const ticks = Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, at) => Number((at * step).toPrecision(6)))
  const end = ticks.at(-1) ?? most
  return { ticks, at: (value) => MARGIN + (value / end) * (WIDTH - 2 * MARGIN) }
}

/** A value, its interval, and the median that it is compared with. */
export interface Drawn {
  readonly value: number
  readonly low: number
  readonly high: number
  /** Null: there is nothing to compare with. */
  readonly median: number | null
}

/** The value as a dot, its interval as a line, the median as a rule; the words beside it say the same, so that it is hidden from readers of screens. */
export function drawInterval({ value, low, high, median }: Drawn, line: NumberLine): Html {
  const middle = HEIGHT / 2
  return html`<svg
    class="oruk-interval"
    width="${WIDTH}"
    height="${HEIGHT}"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    aria-hidden="true"
    focusable="false"
  >
    ${median !== null && html`<line class="oruk-interval-median" x1="${at(line, median)}" x2="${at(line, median)}" y1="1" y2="${HEIGHT - 1}" />`}
    <path
      class="oruk-interval-range"
      d="M${at(line, low)},${middle}H${at(line, high)}${[low, high].map((end) => `M${at(line, end)},${middle - CAP}v${2 * CAP}`).join('')}"
    />
    <circle class="oruk-interval-dot" cx="${at(line, value)}" cy="${middle}" r="${DOT}" />
  </svg>`
}

/** The numbers along the line, to stand above the rows. */
export function drawNumberLine(line: NumberLine): Html {
  const last = line.ticks.length - 1
  const longest = Math.max(...line.ticks.map((tick) => String(tick).length))
  const every = longest * DIGIT * line.ticks.length > WIDTH ? 2 : 1
  return html`<svg
    class="oruk-interval"
    width="${WIDTH}"
    height="${HEIGHT}"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    aria-hidden="true"
    focusable="false"
  >
    ${line.ticks.map((tick, index) => {
      const anchor = index === 0 ? 'start' : index === last ? 'end' : 'middle'
      const x = index === 0 ? 0 : index === last ? WIDTH : at(line, tick)
      return html`${index % every === 0 && html`<text class="oruk-interval-tick" x="${x}" y="13" text-anchor="${anchor}">${tick}</text>`}<line
          class="oruk-interval-mark"
          x1="${at(line, tick)}"
          x2="${at(line, tick)}"
          y1="17"
          y2="${HEIGHT}"
        />`
    })}
  </svg>`
}

function at(line: NumberLine, value: number): number {
  return Math.round(line.at(value) * 10) / 10
}
