/** The stub below which every term of the region's shared scheme has its URI. */
export const SHARED_STUB = 'https://terms.saltmere.example/service/'

/** A term of the shared scheme; `code` is the number that ends its URI. */
export interface SharedTerm {
  readonly code: string
  readonly name: string
  readonly description: string
  readonly parent?: string
}

// Three levels: hundreds are themes, tens are groups, units are what services are tagged with.
const OUTLINE = `
100 Health and wellbeing | Staying well in body and mind
110 Mental health | Support with how you think, feel and cope
111 Talking therapies | Counselling and other therapies that work by talking
112 Peer support groups | People with shared experience helping each other
113 Crisis support | Help at once for people in mental distress
120 Physical health | Preventing illness and living with it
121 Falls prevention | Strength and balance for people at risk of falling
122 Long-term condition groups | Groups for people who live with a lasting illness
123 Stop smoking support | Help to give up tobacco
124 Healthy weight | Eating well and keeping active to reach a healthy weight
130 Recovery | Alcohol, drugs and gambling
131 Drug and alcohol support | Treatment and support to reduce harm or stop
132 Gambling support | Help for people who gamble and those around them
200 Children and families | From pregnancy to the end of primary school
210 Early years | Children under five and those who care for them
211 Parent and toddler groups | Play sessions which children attend with an adult
212 Childcare | Nurseries, pre-schools and childminders
213 Infant feeding support | Help with breastfeeding and bottle feeding
220 Family support | Help for parents and carers
221 Parenting courses | Courses on raising children of any age
222 Special educational needs support | Help for families of children with additional needs
223 Holiday activities and food | Free or low-cost activities in school holidays
224 Bereavement support | Support after someone has died
300 Young people | From eleven to twenty-five
310 Youth activities | Things to do outside school
311 Youth clubs | Open-access clubs led by youth workers
312 Uniformed groups | Cadets and similar groups that meet in uniform
313 Youth arts and sport | Music, drama, dance and sport for young people
320 Youth support | Help for young people with something on their mind
321 Mentoring | One-to-one support from a trusted adult
322 Young people's advice | Information and advice for young people
323 Young people's mental health | Emotional support for young people
400 Older people | Ageing well at home and in company
410 Company | Meeting others and being met
411 Lunch clubs | A meal in company
412 Befriending | Regular visits or calls from a volunteer
413 Dementia support | Cafés, groups and advice for people with dementia and their carers
414 Social groups for older people | Clubs and outings for people over fifty
420 Living at home | Help that lets people stay in their own home
421 Home care | Personal care and help at home
422 Handyperson services | Small repairs and odd jobs
423 Meals at home | Hot or frozen meals brought to the door
424 Alarms and equipment | Pendant alarms, equipment loans and adaptations
500 Disability and carers | Living with a disability and caring for others
510 Disability | Activities and support for disabled people
511 Day opportunities | Daytime activities and skills for disabled adults
512 Sensory loss support | Support with hearing or sight loss
513 Learning disability groups | Social and sports groups for people with a learning disability
514 Autism support | Support for autistic people and their families
520 Carers | People who look after someone unpaid
521 Carers' groups | Groups where carers meet
522 Young carers | Support for children who care for someone
523 Respite breaks | Time off for carers
600 Money, home and work | Getting by and getting on
610 Advice | Knowing where you stand
611 Debt advice | Help with money you owe
612 Benefits advice | Help to claim what you are entitled to
613 Legal advice | First advice on the law
614 Advocacy | Someone to speak up with you or for you
620 Essentials | Food and warmth
621 Food banks | Emergency food parcels
622 Community pantries | Low-cost food for members
623 Warm spaces | Free places to keep warm and meet people
630 Housing | A place to live and to keep
631 Homelessness support | Help for people without a home or about to lose it
632 Tenancy support | Help to keep a tenancy going
640 Work and skills | Learning and finding work
641 Job clubs | Help to look and apply for work
642 Digital skills | Help to use computers, phones and the internet
643 English classes | Learning English as an additional language
700 Community and leisure | Moving, making and meeting
710 Sport and movement | Being active for fun and health
711 Walking groups | Led walks for all abilities
712 Yoga and tai chi | Gentle movement, breathing and balance
713 Dance and exercise classes | Classes to music
714 Swimming | Public, club and lane swimming
715 Team sports | Clubs that play in teams
720 Arts and interests | Making, singing, growing and mending
721 Choirs and singing | Singing together
722 Art and craft groups | Painting, knitting, pottery and other crafts
723 Gardening groups | Growing together
724 Repair cafés and sheds | Mending things and making things in company
725 Community cafés | Places to drop in, talk and eat
800 Getting about and staying safe | Transport, safety and welcome
810 Transport | Getting to where you need to be
811 Community transport | Door-to-door minibuses
812 Voluntary car schemes | Lifts by volunteer drivers
813 Mobility equipment hire | Wheelchairs and scooters to borrow
820 Safety | Being safe and feeling safe
821 Domestic abuse support | Help for people harmed by a partner or relative
822 Victim support | Help after a crime
830 Welcome | Settling in and belonging
831 Refugee and migrant support | Help for people new to the country
832 LGBTQ+ groups | Groups for lesbian, gay, bisexual, trans and queer people
`

/** The shared scheme in its order, parents before children. */
export const SHARED_TERMS: readonly SharedTerm[] = OUTLINE.trim().split('\n').map(readTerm)

/** The code of the group a leaf belongs to ("411" gives "410"). */
export function groupOf(code: string): string {
  return `${code.slice(0, 2)}0`
}

function readTerm(line: string): SharedTerm {
  const [label = '', description = ''] = line.split(' | ')
  const code = label.slice(0, 3)
  const term = { code, name: label.slice(4), description }
  if (code.endsWith('00')) return term
  return { ...term, parent: code.endsWith('0') ? `${code.slice(0, 1)}00` : groupOf(code) }
}
