import type { EvidenceFeature, MatchEvidence } from '../model/match.ts'
import { present } from '../model/present.ts'

/**
 * What two records have in common or against each other, each with its weight. Weights are read like log-odds: 3 is near
 * proof together with anything else, 1 a hint; below 0 speaks against. They were set on reasons, then checked on the Chicago
 * set (3,337 records of 9 lists with true ids) and on generated UK twins, the figures of which `npm run bench -- matching` prints.
 */
const WEIGHTS = {
  /** Same words: providers keep names, but directories are full of Lunch Clubs, so a name alone never decides (1 of 5 was right). */
  'name.equal': 3,
  /** Same words but for a slip, or one for the kind of listing or the place. */
  'name.close': 2,
  /** The initials of one in the other ("CAB", "Citizens Advice Bureau"): only a person knows. */
  'name.initials': 1,
  /** One name holds the other whole, and what they share is distinctive ("Shout!" in "Shout 85258 Crisis Text Line"). */
  'name.part': 1.5,
  /** Half the words: as often two sessions of one provider as one service. */
  'name.some': 0.5,
  /** Little or nothing shared: one service under two unlike names is rarer than two services under one roof. */
  'name.different': -2,
  /** "Group 2" and "Group 3", "Men's" and "Women's", Monday's and Thursday's: distinguished on purpose. Vetoes. */
  'name.contradiction': -4,
  /** A word for whom, how, when or at which level that only one has ("Young Carers", "Course Online"). Never merged by itself. */
  'name.audience': -0.5,
  /** The same two words the other way about ("Home Care", "Care Home"). Never merged by itself. */
  'name.order': -0.5,

  /** A charity, company, Ofsted or CQC number names one body: nothing else is as sure. */
  'organization.number': 4,
  /** Two numbers of one scheme are two bodies. Vetoes. */
  'organization.otherNumber': -6,
  /** Equal organization names were the same organization 4 times in 4, across two feeds. */
  'organization.equal': 2.5,
  /** As a name: a slip or a little word. */
  'organization.close': 1.5,
  /** One holds the other, and what they share is distinctive: a branch or a longer form. */
  'organization.part': 1,
  /** A venue or an umbrella may stand in for the organization, so unlike names weigh less than unlike services. */
  'organization.different': -1.5,
  /** One name but for the area in it ("Age UK Bristol", "Age UK Dorset"): branches. Makes it another area's offering. */
  'organization.branch': -3,

  /** A phone one or two organizations use. Equal phones alone were right 84 times in 100 on the Chicago set. */
  'contact.phone': 2.5,
  /** A phone that three to five use, or one at three places and more: a shared or a head office. */
  'contact.sharedPhone': 1,
  /** Both state phones and share none: numbers change, services have several; a hint only. */
  'contact.otherPhone': -0.5,
  /** The same e-mail address is read by the same people. */
  'contact.email': 2.5,
  /** An e-mail address that the provider gives at three places and more. */
  'contact.sharedEmail': 1.5,
  /** The same host of their own, used by five organizations at most. */
  'contact.host': 1.5,
  /** The same page below the front page: as a rule it is about this service. */
  'link.page': 2.5,
  /** The page that both give is called as one of them is: it is about that service, and no list of them. */
  'link.ownName': 0,
  /** A page that the provider gives at three places and more. */
  'link.sharedPage': 1,
  /** The same front page on a host that few use: the provider, whichever of its services. */
  'link.frontPage': 1,
  /** Two pages of one host: each may have its own service. */
  'link.otherPage': -1,
  /** Pages on hosts of which they share none. */
  'link.otherHost': -0.5,
  /** Pages of one host that differ by an area's name: commissioned apart, counted apart. Makes it another area's offering. */
  'link.area': -4,

  /** A UPRN is one premises. */
  'site.uprn': 3.5,
  /** Postcode and premise number, or premise number and street: address equality was right 98 times in 100 on the Chicago set. */
  'site.address': 3,
  /** A postcode is about fifteen doors; no premise number to say more. */
  'site.postcode': 2,
  /** Points within 25 m: the same building, as geocoders go. */
  'site.point': 2.5,
  /** Within 150 m: a neighbour, or another geocoder. */
  'site.near': 0.5,
  /** Another door of the same postcode. With unlike names it vetoes. */
  'site.otherPremise': -1.5,
  /** All places of one are elsewhere than all places of the other: moved, or a branch. */
  'site.elsewhere': -2,
  /** Elsewhere, and all else agrees, on two places alone, of which one record knows since later: it moved. */
  'site.moved': 1,

  /** Both have it online or by phone only, or both for a whole country: there is one such service, wherever it is listed. */
  'reach.everywhere': 2,
  /** A declared area in common. */
  'area.same': 1,
  /** Both declare areas and share none. Makes it another area's offering where the rest agrees. */
  'area.disjoint': -2,
  /** Both publishers are of one ground, so that both may list what is had there. */
  'publisher.sameArea': 0,

  /** The same UUID in two feeds: one record, copied or published twice. */
  'record.id': 3,
  /** The same description, word for word. */
  'record.description': 1,
  /** The same ages stated: weak, since 0, 18 and 65 are everywhere. */
  'ages.equal': 0.5,
  /** No age is served by both: two groups, whatever they are called. Vetoes. */
  'ages.disjoint': -4,
} as const satisfies Record<EvidenceFeature, number>

/** A piece of evidence at its table weight; stated values are cut at 120 characters. */
export function createEvidence(feature: EvidenceFeature, left?: string, right?: string): MatchEvidence {
  return {
    feature,
    ...present({ left: left?.slice(0, 120), right: right?.slice(0, 120) }),
    weight: WEIGHTS[feature],
  }
}

/** Two records of one thing cannot be distinguished so: any of these forbids a merge, whatever speaks for it. */
export const VETOES: ReadonlySet<EvidenceFeature> = new Set([
  'name.contradiction',
  'organization.otherNumber',
  'organization.branch',
  'link.area',
  'ages.disjoint',
])
