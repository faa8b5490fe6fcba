import type { ServiceAtLocation } from '../../model/service.ts'
import { readText } from '../fields/text.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { present } from '../../model/present.ts'
import { readEach } from '../read-members.ts'
import type { RawObject } from '../reading-context.ts'
import { readAttributed } from './read-attribute.ts'
import { readContact, readPhoneList } from './read-contact.ts'
import { readLocationUnder } from './read-location.ts'
import { readSchedule } from './read-schedule.ts'
import { readServiceArea } from './read-service-area.ts'

/** HSDS `service_at_location`, with its place nested or by id only; undefined where it says nothing. */
export function readServiceAtLocation(raw: RawObject, issues: IssueCollector): ServiceAtLocation | undefined {
  const place = present(readAttributed(raw, issues), {
    description: readText(raw, 'description', issues),
    location: readLocationUnder(raw, issues),
    schedules: readEach(raw, 'schedules', issues, readSchedule),
    serviceAreas: readEach(raw, 'service_areas', issues, readServiceArea),
    contacts: readEach(raw, 'contacts', issues, readContact),
    phones: readPhoneList(raw, issues),
  })
  return Object.keys(place).length > 0 ? place : undefined
}
