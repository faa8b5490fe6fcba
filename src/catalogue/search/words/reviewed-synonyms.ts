import synonyms from './synonyms.json' with { type: 'json' }
import aidsAtHome from './ways/aids-at-home.json' with { type: 'json' }
import artsAndCrafts from './ways/arts-and-crafts.json' with { type: 'json' }
import care from './ways/care.json' with { type: 'json' }
import communities from './ways/communities.json' with { type: 'json' }
import company from './ways/company.json' with { type: 'json' }
import conditions from './ways/conditions.json' with { type: 'json' }
import earlyYears from './ways/early-years.json' with { type: 'json' }
import families from './ways/families.json' with { type: 'json' }
import food from './ways/food.json' with { type: 'json' }
import habits from './ways/habits.json' with { type: 'json' }
import home from './ways/home.json' with { type: 'json' }
import mind from './ways/mind.json' with { type: 'json' }
import money from './ways/money.json' with { type: 'json' }
import rights from './ways/rights.json' with { type: 'json' }
import safety from './ways/safety.json' with { type: 'json' }
import sport from './ways/sport.json' with { type: 'json' }
import transport from './ways/transport.json' with { type: 'json' }
import workAndLearning from './ways/work-and-learning.json' with { type: 'json' }
import youngPeople from './ways/young-people.json' with { type: 'json' }

/** Phrases that stand for one another, or ways to ask for something with what records call it: one way only. Hints are words said around it, which alone say too little. */
export type SynonymGroup =
  | readonly string[]
  | { readonly asked: readonly string[]; readonly called: readonly string[]; readonly hints?: readonly string[] }

/** Ways to ask, by the kind of help that is asked for, a file each. */
const WAYS: readonly (readonly SynonymGroup[])[] = [
  aidsAtHome,
  artsAndCrafts,
  care,
  communities,
  company,
  conditions,
  earlyYears,
  families,
  food,
  habits,
  home,
  mind,
  money,
  rights,
  safety,
  sport,
  transport,
  workAndLearning,
  youngPeople,
]

/** The field's own words, and what people say who don't know them: both reviewed. */
export const REVIEWED_SYNONYMS: readonly SynonymGroup[] = [...synonyms, ...WAYS.flat()]
