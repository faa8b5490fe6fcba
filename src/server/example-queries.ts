/** The queries of the README, in its order; they open as tabs in GraphiQL, need no variables and suit the sample councils. */
export const EXAMPLE_QUERIES: readonly { readonly title: string; readonly query: string }[] = [
  {
    title: 'Which councils are here, and how fresh they are',
    query: `query Feeds {
  feeds {
    slug
    publisher
    report { state asOf services detailedShare reason }
    counts { services organizations locations }
  }
}
`,
  },
  {
    title: 'What someone living here can reach, whichever council lists it',
    query: `query Near {
  services(
    where: {
      near: { postcode: "WX7 4LQ", withinMetres: 3000 }
      taxonomyTerms: { anyOf: ["saltmereService:400"] }
    }
    first: 5
  ) {
    totalCount
    edges {
      distanceMetres
      matchedVia { from { name } relation to { name } }
      node { name feed { publisher } organization { name } }
    }
    facets { areas(type: DISTRICT) { area { name } count } }
    feeds { feed { slug } state reason }
  }
}
`,
  },
  {
    title: 'Free at the weekend for a person of 70, as far as is stated',
    query: `query Weekend {
  services(
    where: { age: 70, free: true, openAt: { days: [SATURDAY, SUNDAY] } }
    unknowns: INCLUDE
    first: 10
  ) {
    totalCount
    edges {
      unknownOn
      node { name fees minimumAge maximumAge schedules { byday opensAt closesAt } }
    }
  }
}
`,
  },
  {
    title: 'The regional page: terms by district, with rates, gaps and caveats',
    query: `query Region {
  coverage(
    areas: { type: DISTRICT, within: "E47900001" }
    rows: { level: { scheme: "Saltmere Services", level: 1 } }
  ) {
    asOf
    total { serviceCount recordCount duplication { value } }
    areas {
      area { code name }
      serviceCount
      ratePer1000 { value ci95 { low high } }
      comparison { verdict median }
      taxonomyCoverage { value }
      freshness { d90 d180 d365 older unknown }
    }
    matrix {
      term { name }
      cells { state serviceCount ratePer1000 { value } comparison { verdict } }
    }
    gaps(first: 5) { totalCount edges { node { term { name } area { name } presentIn { numerator denominator } } } }
    overlaps { feedA { slug } feedB { slug } both share }
    caveats { code message }
  }
}
`,
  },
  {
    title: 'One service that several councils list, and where they differ',
    query: `query Twice {
  services(where: { text: "lunch club" }, first: 10) {
    totalCount
    recordCount
    nodes {
      name
      feed { slug }
      quality { score band }
      alsoListedBy { name feed { slug } }
      cluster { conflicts { field values { value service { feed { slug } } } } }
    }
  }
}
`,
  },
]
