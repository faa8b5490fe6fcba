import type { Activity } from './activity.ts'
import { COMMUNITY_AND_LEISURE } from './community-and-leisure.ts'
import { DISABILITY_AND_CARERS } from './disability-and-carers.ts'
import { FAMILIES } from './families.ts'
import { GETTING_ABOUT } from './getting-about.ts'
import { HEALTH } from './health.ts'
import { MONEY_HOME_WORK } from './money-home-work.ts'
import { OLDER_PEOPLE } from './older-people.ts'
import { YOUNG_PEOPLE } from './young-people.ts'

/** Every kind of service the region has, at least one for each leaf of the shared scheme. */
export const ACTIVITIES: readonly Activity[] = [
  ...HEALTH,
  ...FAMILIES,
  ...YOUNG_PEOPLE,
  ...OLDER_PEOPLE,
  ...DISABILITY_AND_CARERS,
  ...MONEY_HOME_WORK,
  ...COMMUNITY_AND_LEISURE,
  ...GETTING_ABOUT,
]
