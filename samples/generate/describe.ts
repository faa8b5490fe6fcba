import type { RealService } from './real-service.ts'
import { writePhone } from './phones.ts'
import type { Random } from './random.ts'
import type { PublisherStyle } from './styles.ts'

const PRACTICAL = [
  'There is no need to book.',
  'Everyone is welcome, whatever your background.',
  'Please ring before your first visit.',
  'We ask you to arrive a little early.',
  'Refreshments are provided.',
  'There is free parking nearby.',
  'New volunteers are always needed.',
]
const PRACTICAL_AWAY = [
  'Leave a message and we will ring back within two working days.',
  'Everyone is welcome, whatever your background.',
  'You can refer yourself or someone you know, with their consent.',
  'Information is available in large print.',
]

/** Words of a service in the publisher's form: HTML, Markdown-like lists or plain. One who retells says less. */
export function describe(real: RealService, style: PublisherStyle, isRetold: boolean, random: Random): string {
  const where = real.venues[0] === undefined ? '' : ` We meet at ${real.venues[0].name}, ${real.ward.name}.`
  const pool = real.activity.reach === 'VENUE' ? PRACTICAL : PRACTICAL_AWAY
  const practical = random.shuffle(pool).slice(0, random.between(1, 2))
  if (style.phoneInText > 0 && random.chance(style.phoneInText))
    practical.push(`Telephone: ${writePhone(real.phone, style.phone)}.`)
  if (isRetold && random.chance(0.45)) {
    return inForm([`${real.organization.shortName}: ${lowerFirst(real.opening)}`], [], style, random)
  }
  const paragraphs = [real.opening + (random.chance(0.5) && real.attending.includes('in person') ? where : '')]
  const asList = real.details.length > 1 && random.chance(0.4)
  if (!asList) paragraphs.push([...real.details, ...practical].join(' '))
  else paragraphs.push(practical.join(' '))
  return inForm(paragraphs, asList ? real.details : [], style, random)
}

function inForm(paragraphs: readonly string[], list: readonly string[], style: PublisherStyle, random: Random): string {
  const form = style.description === 'MIXED' ? random.pick(['HTML', 'MARKDOWN', 'PLAIN'] as const) : style.description
  const [first = '', ...rest] = paragraphs
  switch (form) {
    case 'HTML': {
      const items = list.map((item) => `<li>${escapeHtml(item)}</li>`).join('')
      const gap = random.chance(0.2) ? '&nbsp;' : ''
      const tail = rest.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('')
      return `<p>${escapeHtml(first)}${gap}</p>${items === '' ? '' : `<ul>${items}</ul>`}${tail}`
    }
    case 'MARKDOWN':
      return [first, ...(list.length > 0 ? [list.map((item) => `- ${item}`).join('\n')] : []), ...rest].join('\n\n')
    case 'PLAIN':
      return [first, ...list, ...rest].join(' ')
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
