import { sharedFirst } from '../../model/shared-first.ts'
import { renderTextField } from '../form-field.ts'
import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { queryOf, type Search } from './read-search.ts'
import type { Facets, Heading, HeadingsFound } from './search-answer.ts'

/** What the field of headings offers. */
export interface HeadingOffer {
  /** Those that the services found carry, the most frequent first. */
  readonly counted: Facets['taxonomyTerms']
  /** What the words that were typed found; undefined where none were. */
  readonly found: HeadingsFound | undefined
  /** The search as it was answered: what links add to. */
  readonly search: Search
}

/** The heading that words name whole, one of a shared scheme before a council's own; undefined where none is named so. */
export function headingMeant([words]: readonly string[], found: HeadingsFound | undefined): Heading | undefined {
  const named = found?.nodes.filter(({ name }) => name.toLowerCase() === words?.toLowerCase()) ?? []
  return named.find(({ taxonomy }) => taxonomy.shared) ?? named[0]
}

/** A field for the words of a heading, with those of the services found as suggestions; below it what is chosen, and what the words found. */
export function renderHeadingField({ counted, found, search }: HeadingOffer, typed: string, view: View): Html {
  const { t } = view
  const suggestions = html`<datalist id="headings">
    ${counted.map(({ term, count }) => html`<option value="${term.name}">${t('searchCount', { count })}</option>`)}
  </datalist>`
  return renderTextField(
    {
      ...{ name: 'heading', label: t('fieldTerm'), hint: t('fieldTermHint'), value: typed },
      attributes: html`list="headings"`,
      after: [
        suggestions,
        renderChosen(search, counted, view),
        found !== undefined && renderFound(found, search, view),
      ],
    },
    view,
  )
}

function renderChosen(search: Search, counted: Facets['taxonomyTerms'], view: View): Html | undefined {
  if (search.term.length === 0) return undefined
  const { t } = view
  return html`<ul class="govuk-list oruk-chosen">
    ${search.term.map((asked) => {
      const name = counted.find(({ term }) => term.uri === asked || term.curie === asked)?.term.name ?? asked
      const without = queryOf(search, { term: search.term.filter((other) => other !== asked) })
      return html`<li>
        ${name}
        <a class="govuk-link" href="${view.link('services', without)}"
          >${t('facetRemove')}<span class="govuk-visually-hidden"> ${name}</span></a
        >
      </li>`
    })}
  </ul>`
}

function renderFound({ totalCount, nodes }: HeadingsFound, search: Search, view: View): Html {
  const { t } = view
  if (totalCount === 0) return html`<p class="govuk-body" role="status">${t('fieldTermNone')}</p>`
  return html`<div role="status">
    <p class="govuk-body">${t('fieldTermFound', { count: totalCount })}</p>
    <ul class="govuk-list govuk-list--bullet">
      ${sharedFirst(nodes, ({ taxonomy }) => taxonomy).map(({ uri, name, taxonomy }) => {
        const chosen = queryOf(search, { heading: [], term: [...search.term, uri] })
        return html`<li>
          <a class="govuk-link" href="${view.link('services', chosen)}">${name}</a>
          <span class="oruk-caption">(${taxonomy.name})</span>
        </li>`
      })}
    </ul>
  </div>`
}
