import { isShortNumber } from '../model/short-number.ts'
import { isValid } from 'postcode'
import type { Phone } from '../model/contact.ts'
import type { Location } from '../model/location.ts'
import type { AttendingType, Schedule } from '../model/schedule.ts'
import type { Service } from '../model/service.ts'

/** The places of a service that one can go to: neither postal nor virtual. */
export function readSites(service: Service): readonly Location[] {
  return readLocations(service).filter(({ locationType }) => locationType !== 'VIRTUAL' && locationType !== 'POSTAL')
}

/** Every place of a service, of whatever type. */
export function readLocations(service: Service): readonly Location[] {
  return (service.serviceAtLocations ?? []).flatMap((place) => place.location ?? [])
}

/** The schedules of a service and of its places, in the order published. */
export function readSchedules(service: Service): readonly Schedule[] {
  const places = service.serviceAtLocations ?? []
  return [
    ...(service.schedules ?? []),
    ...places.flatMap((place) => [...(place.schedules ?? []), ...(place.location?.schedules ?? [])]),
  ]
}

/** The ways to attend that its schedules, or the service itself, name; each once. */
export function readAttendingTypes(service: Service): readonly AttendingType[] {
  const stated = [
    ...(service.attendingTypes ?? []),
    ...readSchedules(service).flatMap((schedule) => schedule.attendingTypes ?? []),
  ]
  return [...new Set(stated)]
}

/** A postal code that is a whole UK postcode, or the first half of one where the publisher masks it. */
export function isUkPostcode(code: string): boolean {
  return isValid(code) || /^[A-Z]{1,2}\d[A-Z\d]?$/i.test(code.trim())
}

/** True for an e-mail address one could write to. */
export function isEmail(text: string | undefined): boolean {
  return text !== undefined && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text)
}

/** True for an http or https address with a host. */
export function isWebAddress(text: string | undefined): boolean {
  const url = text === undefined ? null : URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.')
}

/** True for a phone that is a valid UK or international number, which was judged when it was read, or a short one. */
export function isDialable(phone: Phone): boolean {
  return phone.e164 !== undefined || isShortNumber(phone.number)
}
