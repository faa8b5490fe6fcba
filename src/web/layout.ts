import { logoPathOf } from './assets.ts'
import { type Html, html, writeHtml } from './html.ts'
import type { SiteLanguage } from '../model/site.ts'
import type { PageContent } from './page.ts'
import { stylesheetOf } from './stylesheet/stylesheet.ts'
import type { TextName } from './texts/english.ts'
import { type View, writeAddress } from './view.ts'

/** What the frame says besides the page's own content. */
export interface Frame {
  readonly content: PageContent
  readonly view: View
  /** Which entry of the navigation is current; absent: none. */
  readonly section?: string
  /** Other languages in which the page is to be had. */
  readonly languages: readonly SiteLanguage[]
  /** The explorer with the page's operation and variables; absent where no operation is behind the page. */
  readonly explorer?: string
}

/** The navigation's entries: where each leads, and its name. */
const NAVIGATION: readonly (readonly [path: string, name: TextName])[] = [
  ['services', 'navSearch'],
  ['region', 'navRegion'],
  ['areas', 'navAreas'],
  ['feeds', 'navFeeds'],
  ['figures', 'navFigures'],
]

/** A whole page, to be sent. */
export function renderLayout(frame: Frame): string {
  const { content, view } = frame
  const { site, t } = view
  return writeHtml(
    html`<!doctype html>
      <html lang="${view.language}" class="govuk-template">
        <head>
          <meta charset="utf-8" />
          <title>${content.title} – ${site.name}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="theme-color" content="${site.colours.headerBackground}" />
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="${view.file(stylesheetOf(site.colours).path)}" />
          ${content.head}
        </head>
        <body class="govuk-template__body">
          ${
            content.isBare !== true &&
            html`<a href="#main-content" class="govuk-skip-link">${t('skipToContent')}</a> ${renderHeader(frame)}`
          }
          <div class="govuk-width-container">
            ${content.isBare !== true && renderLanguages(frame)}
            <main class="govuk-main-wrapper" id="main-content" tabindex="-1">
              ${t('unreviewed') !== '' && html`<p class="govuk-body-s oruk-caption">${t('unreviewed')}</p>`}
              ${content.main}
            </main>
          </div>
          ${content.isBare !== true && renderFooter(frame)}
        </body>
      </html> `,
  )
}

function renderHeader({ view, section }: Frame): Html {
  const { site, t } = view
  const { logo } = site
  const picture =
    logo && html`<img class="oruk-logo" src="${view.file(logoPathOf(logo))}" alt="${logo.alt}" height="40" />`
  return html`<header class="govuk-template__header">
    <div class="govuk-generic-header">
      <div class="govuk-generic-header__container govuk-width-container">
        <div class="govuk-generic-header__logo">
          <a href="${view.link('')}" class="govuk-generic-header__homepage-link">${picture} ${site.name}</a>
        </div>
      </div>
    </div>
    <div class="govuk-service-navigation">
      <div class="govuk-width-container">
        <div class="govuk-service-navigation__container">
          <nav aria-label="${t('navigation')}" class="govuk-service-navigation__wrapper">
            <ul class="govuk-service-navigation__list">
              ${NAVIGATION.map(([path, name]) => {
                const isCurrent = path === section
                return html`<li
                  class="govuk-service-navigation__item${isCurrent && ' govuk-service-navigation__item--active'}"
                >
                  <a
                    class="govuk-service-navigation__link"
                    href="${view.link(path)}"
                    ${isCurrent && html` aria-current="true"`}
                    >${isCurrent ? html`<strong class="govuk-service-navigation__active-fallback">${t(name)}</strong>` : t(name)}</a
                  >
                </li>`
              })}
            </ul>
          </nav>
        </div>
      </div>
    </div>
  </header>`
}

const OWN_NAMES: Readonly<Record<SiteLanguage, string>> = { en: 'English', cy: 'Cymraeg' }

/** The same page in its other languages; nothing where it has one alone. */
function renderLanguages({ view, languages }: Frame): Html | undefined {
  const { t } = view
  if (languages.length < 2) return undefined
  return html`<nav class="govuk-language-navigation" aria-label="${t('language')}">
    <ul class="govuk-language-navigation__list">
      ${languages.map((language) => {
        const name = OWN_NAMES[language]
        if (language === view.language)
          return html`<li class="govuk-language-navigation__list-item">
            <span class="govuk-language-navigation__text" aria-current="true" lang="${language}">${name}</span>
          </li>`
        const address = writeAddress(view.file(view.path.slice(1)), {
          ...Object.fromEntries(view.params),
          lang: language,
        })
        return html`<li class="govuk-language-navigation__list-item">
          <a
            class="govuk-language-navigation__link"
            href="${address}"
            rel="alternate"
            lang="${language}"
            hreflang="${language}"
            >${name}</a
          >
        </li>`
      })}
    </ul>
  </nav>`
}

function renderFooter({ content, view, explorer }: Frame): Html {
  const { t } = view
  const lines = [
    content.asOf !== undefined && t('dataAsOf', { time: view.dateTime(content.asOf) }),
    t('licences'),
  ].filter((line) => line !== false)
  return html`<footer class="govuk-template__footer">
    <div class="govuk-footer">
      <div class="govuk-width-container">
        <div class="govuk-footer__meta">
          <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
            <h2 class="govuk-visually-hidden">${t('footerTitle')}</h2>
            ${
              explorer !== undefined &&
              html`<ul class="govuk-footer__inline-list">
                <li class="govuk-footer__inline-list-item">
                  <a class="govuk-footer__link" href="${explorer}">${t('explorer')}</a>
                  <span class="govuk-visually-hidden">(${t('explorerHint')})</span>
                </li>
              </ul>`
            }
            <div class="govuk-footer__meta-custom">${lines.map((line) => html`${line}.<br />`)}</div>
          </div>
        </div>
      </div>
    </div>
  </footer>`
}
