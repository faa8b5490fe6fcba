/** The queries of the README, in its order; they open as tabs in GraphiQL and need no variables. */
export const EXAMPLE_QUERIES: readonly { readonly title: string; readonly query: string }[] = [
  {
    title: 'Which councils are here, and how fresh they are',
    query: `query Feeds {
  feeds {
    slug
    publisher
    report { state asOf services reason }
    counts { services organizations locations }
  }
}
`,
  },
  {
    title: 'Services of all councils by words, with who could not answer',
    query: `query Find {
  services(where: { text: "lunch club" }, first: 5) {
    totalCount
    nodes {
      name
      feed { publisher }
      organization { name }
      serviceAtLocations { location { name addresses { city postalCode } } }
    }
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
    title: 'How many services by term and by council, in one request',
    query: `query Counts {
  services {
    totalCount
    facets {
      feeds { feed { publisher } count }
      taxonomyTerms(first: 10) { term { name curie } count }
      free { free charged unknown }
    }
  }
}
`,
  },
  {
    title: 'The schemes of terms and their top levels',
    query: `query Terms {
  taxonomies { name uri }
  taxonomyTerms(where: { level: 1 }, first: 20) {
    nodes { name uri children { name } }
  }
}
`,
  },
]
