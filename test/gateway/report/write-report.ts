import { numberIn, type Row } from '../recount/sheet.ts'
import type { Note, ReadRows } from './evaluate.ts'

/** What a report is about. */
export interface ReportQuestion {
  readonly title: string
  /** What its reader should know of the data first. */
  readonly about: readonly string[]
  /** GSS codes, as `coverage` takes them. */
  readonly areas: readonly string[]
  /** As `coverage` takes them. */
  readonly rows: object
  /** Words that services are searched by, to compare what one thing is called; absent: gaps of all services. */
  readonly words?: string
  /** Day of a look at the figures; absent: nothing is said of time. */
  readonly lookedOn?: string
}

/** Writes a report of the figures that a gateway publishes as Markdown, each with a note that says how to count it from rows. */
export async function writeReport(question: ReportQuestion, read: ReadRows): Promise<string> {
  const notes: Note[] = []
  const parameters = `areas=${JSON.stringify({ codes: question.areas })}&rows=${JSON.stringify(question.rows)}`
  const note: Parts['note'] = (published, { address, how }, decimals = 0, unit = '') => {
    if (published === null || !Number.isFinite(published)) return 'not known'
    notes.push({ address, how })
    const shown = published.toLocaleString('en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
    return `${shown}${unit}[^${notes.length}]`
  }
  const figures = await read(`coverage-areas.csv?${parameters}`)
  const parts: Parts = {
    ...{ question, parameters, note, read },
    services: `counted.csv?${parameters}&per=SERVICE`,
    areas: figures.filter(({ areaCode }) => areaCode !== ''),
    total: figures.find(({ areaCode }) => areaCode === '') ?? {},
  }
  const sections = [
    describeWhole(parts),
    describeAreas(parts),
    describeTrust(parts),
    await describeGaps(parts),
    ...(question.lookedOn === undefined ? [] : [await describeTime(parts, question.lookedOn)]),
  ]
  const text = [`# ${question.title}`, ...question.about, ...sections].join('\n\n')
  const footnotes = notes.map(({ address, how }, at) => `[^${at + 1}]: \`${address}\`: ${how}.`)
  return `${text}\n\n## How each number is counted\n\n${footnotes.join('\n')}\n`
}

interface Parts {
  readonly question: ReportQuestion
  readonly parameters: string
  /** Address of the rows with a row a service. */
  readonly services: string
  /** Rows of `coverage-areas.csv`: those of areas, and that of all together. */
  readonly areas: readonly Row[]
  readonly total: Row
  readonly read: ReadRows
  /** A published number, with the mark of its note. */
  note(published: number | null, note: Note, decimals?: number, unit?: string): string
}

const COUNTED = 'state = COUNTED'

/** A share in percent. */
function percent(share: number | null): number | null {
  return share === null ? null : 100 * share
}

function describeWhole({ parameters, total, note }: Parts): string {
  const per = (thing: string): string => `counted.csv?${parameters}&per=${thing}&together=true`
  const services = note(numberIn(total['serviceCount']), { address: per('SERVICE'), how: `rows where ${COUNTED}` })
  const run = note(numberIn(total['organizationCount']), { address: per('ORGANIZATION'), how: 'rows' })
  const places = note(numberIn(total['siteCount']), { address: per('SITE'), how: 'rows' })
  const records = note(numberIn(total['recordCount']), { address: per('RECORD'), how: 'rows' })
  const how = `rows where ${COUNTED} and crossListed = true ÷ rows where ${COUNTED}`
  const shared = note(percent(numberIn(total['crossListed'])), { address: per('SERVICE'), how }, 1, ' %')
  return `## What there is\n\nIn all these areas together there are ${services} services of ${run} organizations at ${places} places inside. They stand on ${records} records: ${shared} of the services are listed by two feeds or more, and count once.`
}

function describeAreas({ parameters, services: address, areas, note }: Parts): string {
  const rows = areas.map((row) => {
    const { area = '', areaCode = '', population = '' } = row
    const own = `rows where areaCode = ${areaCode} and ${COUNTED}`
    const rate = `${own} × 1000 ÷ ${population}`
    const people = {
      address: `coverage-areas.csv?${parameters}`,
      how: `population of the row where areaCode = ${areaCode}`,
    }
    const share = Number(row['basisPublisher']) / Number(row['serviceCount'])
    const cells = [
      area,
      note(numberIn(population), people),
      note(numberIn(row['serviceCount']), { address, how: own }),
      note(numberIn(row['ratePer1000']), { address, how: rate }, 2),
      note(numberIn(row['ratePer1000Low']), { address, how: `low of the 95 % interval of ${rate}` }, 2),
      note(numberIn(row['ratePer1000High']), { address, how: `high of the 95 % interval of ${rate}` }, 2),
      note(percent(share), { address, how: `${own} and basis = PUBLISHER ÷ ${own}` }, 0, ' %'),
      note(
        percent(numberIn(row['free'])),
        { address, how: `${own} and free = true ÷ ${own} and free is stated` },
        0,
        ' %',
      ),
    ]
    return `| ${cells.join(' | ')} |`
  })
  const headers = ['Area', 'People', 'Services', 'For 1,000 people', 'from', 'to', 'By publisher’s area alone', 'Free']
  return [
    '## Area by area',
    'From and to are the 95 % interval of a rate: where two overlap, the areas do not differ for certain. What counts by its publisher’s area alone states neither a place nor where it serves. Free is of those whose cost is known.',
    [`| ${headers.join(' | ')} |`, `| ${headers.map(() => '---').join(' | ')} |`, ...rows].join('\n'),
  ].join('\n\n')
}

function describeTrust({ services: address, areas, note }: Parts): string {
  const lines = areas.map((row) => {
    const { area = '', areaCode = '' } = row
    const own = `rows where areaCode = ${areaCode} and ${COUNTED}`
    const all = Number(row['serviceCount'])
    const share = (value: number | null, condition: string): string =>
      note(percent(value), { address, how: `${own} and ${condition} ÷ ${own}` }, 0, ' %')
    const fresh = share(Number(row['freshnessD90']) / all, 'freshness = D90')
    const unknown = share(Number(row['freshnessUnknown']) / all, 'freshness = UNKNOWN')
    const classified = share(numberIn(row['taxonomyCoverage']), 'classified = true')
    const hours = share(numberIn(row['completenessSchedule']), 'states has SCHEDULE')
    return `- ${area}: ${fresh} assured in the last 90 days, of ${unknown} it is not known; ${classified} have a term of the scheme; ${hours} say when.`
  })
  return `## How far to trust it\n\n${lines.join('\n')}`
}

const MOST_GAPS = 5

async function describeGaps({ question, parameters, note, read }: Parts): Promise<string> {
  const { words } = question
  const filter = words === undefined ? '' : `&filter=${JSON.stringify({ text: words })}`
  const [gaps, cells] = [
    await read(`gaps.csv?${parameters}${filter}`),
    await read(`coverage.csv?${parameters}${filter}`),
  ]
  const of = words === undefined ? 'services' : `services that say “${words}”`
  if (gaps.length === 0)
    return `## Gaps\n\nOf ${of} no term is lacking for certain in one of these areas that most of the others have.`
  const lines = gaps
    .slice(0, MOST_GAPS)
    .map(({ area = '', areaCode = '', term = '', termUri = '', presentInNumerator }) => {
      const address = `counted.csv?${parameters}${filter}&per=SERVICE&term=${termUri}`
      const countOf = (code: string): number =>
        Number(cells.find((cell) => cell['termUri'] === termUri && cell['areaCode'] === code)?.['serviceCount'] ?? 0)
      const others = question.areas.reduce((sum, code) => sum + countOf(code), 0)
      const here = note(countOf(areaCode), { address, how: `rows where areaCode = ${areaCode} and ${COUNTED}` })
      const having = note(numberIn(presentInNumerator), { address, how: `different areaCode where ${COUNTED}` })
      const there = note(others, { address, how: `rows where ${COUNTED}` })
      return `- ${term} in ${area}: ${here}; of the other areas ${having} have some, ${there} together.`
    })
  return `## Gaps\n\nOf ${of}, terms that an area lacks for certain and most of the others have:\n\n${lines.join('\n')}`
}

async function describeTime({ parameters, areas, note, services, read }: Parts, day: string): Promise<string> {
  const address = `trend.csv?${parameters}&from=${day}&to=${day}&step=DAY`
  const points = await read(address)
  const lines = areas.map(({ area = '', areaCode = '', serviceCount }) => {
    const point = points.find((row) => row['areaCode'] === areaCode && row['term'] === '')
    const how = `serviceCount of the row where areaCode = ${areaCode} and term is empty`
    const then = note(numberIn(point?.['serviceCount']), { address, how })
    const now = note(numberIn(serviceCount), {
      address: services,
      how: `rows where areaCode = ${areaCode} and ${COUNTED}`,
    })
    return `- ${area}: ${then} services, ${now} now.`
  })
  return `## Over time\n\nA gateway looks at its figures once a day; what it counted is kept and never rewritten. On ${day} it counted:\n\n${lines.join('\n')}`
}
