import { type Html, html } from '../html.ts'
import { type Corrected, leaveOutWrong } from '../leave-out-wrong.ts'
import { renderMistakes } from '../mistakes.ts'
import type { Page, PageContent } from '../page.ts'
import { termLink } from '../region/matrix-table.ts'
import { type Coverage, RegionAnswer } from '../region/region-answer.ts'
import { renderHeadingForm, renderRegionForm } from '../region/region-form.ts'
import { limitToFeeds, readMapVariables, regionVariableOf } from '../region/region-question.ts'
import { renderSections } from '../region/region-sections.ts'
import { findShownMistakes } from '../region/shown-parameters.ts'
import { describeLeast } from '../region/who-has-least.ts'
import type { View } from '../view.ts'

/** `/region`: areas compared by what there is per head, what is missing, and what is not known. */
export const REGION_PAGE: Page = {
  path: '/region',
  section: 'region',
  operation: 'Region',
  readVariables: readMapVariables,
  show: async (shown) => showRegion(await leaveOutWrong(shown, regionVariableOf, limitToFeeds), shown.view),
}

function showRegion({ answer, variables, mistakes }: Corrected, view: View): PageContent {
  const { t } = view
  const region = RegionAnswer.parse(answer.data ?? { taxonomies: [], coverage: null })
  const { coverage } = region
  const count = coverage?.areas.length ?? 0
  const title = count === 0 ? t('regionTitlePlain') : t('regionTitle', { count })
  const figures = coverage !== null && count > 0 ? coverage : undefined
  const wrong = [...mistakes, ...(coverage === null ? [] : findShownMistakes(coverage.areas, view.params))]
  const main = html`${renderMistakes(wrong, view)}
    <h1 class="govuk-heading-xl">${title}</h1>
    <p class="govuk-body-l">${t('regionLead')}</p>
    ${figures === undefined ? html`<p class="govuk-inset-text">${t('regionEmpty')}</p>` : renderSummary(figures, view)}
    ${renderHeadingForm(region.taxonomyTerms, (term) => termLink(term, view), view)} ${renderRegionForm(region, view)}
    ${figures !== undefined && renderSections(figures, variables, view)}`
  return { title, main, ...(coverage !== null && { asOf: coverage.asOf }) }
}

function renderSummary({ areas, total }: Coverage, view: View): Html {
  const { t, number } = view
  const compared = areas.map(({ area, serviceCount, ratePer1000: rate }) => ({ name: area.name, serviceCount, rate }))
  const sums = { count: total.serviceCount ?? 0, records: number(total.recordCount ?? 0) }
  return html`<div class="govuk-inset-text">
    ${total.serviceCount !== null && html`<p class="govuk-body">${t('regionTotal', sums)}.</p>`}
    <p class="govuk-body">${describeLeast(compared, view).join(' ')}</p>
  </div>`
}
