import type { Html } from './html.ts'
import { outsideLink } from './outside-link.ts'

/** Addresses of well-known licences, by what is in them, with their names. */
const LICENCES: readonly (readonly [part: string, name: string])[] = [
  ['open-government-licence', 'Open Government Licence'],
  ['publicdomain/zero', 'CC0'],
  ['creativecommons.org/licenses/by/', 'CC BY'],
  ['creativecommons.org/licenses/by-sa/', 'CC BY-SA'],
]

/** A licence as a link where it is stated by its address, under its name where that is well known; else as the publisher states it. */
export function licenceLink(licence: string): Html {
  return outsideLink(licence, LICENCES.find(([part]) => licence.includes(part))?.[1] ?? licence)
}
