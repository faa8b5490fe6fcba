import { normaliseSpelling } from './name-words.ts'

/**
 * Words that say for whom a service is, how, when or at which level: with one of them a name is another service's, however
 * much else agrees. Reviewed by reading names of UK directories; written as people write them, compared as tokens.
 */
const AUDIENCE_WORDS = [
  // Ages of life.
  'young younger youth junior senior older old elder elderly adult child kid teen teenager adolescent',
  'baby infant toddler newborn bump tot under over aged retired pensioner generation intergenerational',
  'preschool nursery primary secondary college university school',
  // Family and relation.
  'men women boy girl male female mother father parent parental grandparent grandmother grandfather family',
  'sibling brother sister couple partner single carer foster adopter adoptive kinship guardian lone widow widower',
  // What people live with, or are.
  'pregnant pregnancy antenatal postnatal perinatal maternity expectant bereaved',
  'deaf blind disabled disability wheelchair autistic autism send sen neurodivergent adhd dementia stroke',
  'lgbt lgbtq lgbtqia trans transgender nonbinary gay lesbian bisexual queer',
  'refugee migrant asylum seeker ethnic minority black asian african caribbean chinese polish somali roma traveller',
  'muslim christian jewish hindu sikh veteran military forces prisoner offender victim survivor homeless homeowner',
  'tenant landlord patient student pupil apprentice graduate unemployed jobseeker employer employee worker staff',
  'professional practitioner volunteer trustee leader member public resident business',
  // How and where.
  'online virtual remote zoom skype whatsapp facetime webcam internet email chat',
  'web digital telephone phone video hybrid home outreach mobile residential',
  'inpatient outpatient indoor outdoor seated standing chair water individual private peer self guided led',
  'home visit visiting doorstep delivery',
  // When.
  'morning afternoon evening night overnight lunchtime daytime weekday weekend monday tuesday wednesday thursday friday',
  'saturday sunday january february march april may june july august september october november december',
  'spring summer autumn winter easter christmas halfterm holiday term weekly fortnightly monthly annual',
  // At which level.
  'beginner intermediate improver advanced introduction introductory intro taster basic foundation refresher level',
  'stage phase grade elite competitive recreational gentle intensive',
]

const TOKENS: ReadonlySet<string> = new Set(AUDIENCE_WORDS.flatMap((row) => row.split(' ')).map(normaliseSpelling))

/** True for tokens that say for whom, how, when or at which level; an age such as `50up` is one. */
export function isAudienceToken(token: string): boolean {
  return TOKENS.has(token) || /^\d{1,3}(?:up|down|to\d+)?$/.test(token)
}
