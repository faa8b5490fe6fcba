import type { SiteColours } from '../../model/site.ts'

/** What govuk-frontend has no block for: the site's colours, its type, tables that scroll, lists of hits, maps, printing. */
export function ownRules({ brand, headerBackground, headerText, link }: SiteColours): string {
  return `:root{--govuk-brand-colour:${brand};--govuk-link-colour:${link};--oruk-quiet:#f3f2f1}
.govuk-generic-header{background:${headerBackground};border-bottom:8px solid ${brand};--govuk-text-colour:${headerText}}
.oruk-logo{display:block;height:40px;width:auto}
.oruk-scroll{position:relative;overflow-x:auto;margin-bottom:30px;background:linear-gradient(to left,#fff 30%,#fff0) right/40px 100% no-repeat local,linear-gradient(to left,#0b0c0c40,#0b0c0c00) right/14px 100% no-repeat scroll}.oruk-scroll:focus{outline:3px solid var(--govuk-focus-colour)}
.oruk-scroll .govuk-table{margin-bottom:0}
.oruk-scroll th[scope=row]{min-width:7.5rem}.oruk-scroll .govuk-table__cell--numeric{white-space:nowrap}
@media (max-width:40em){.oruk-scroll{scroll-padding-left:9rem}.oruk-scroll th[scope=row],.oruk-scroll th:first-child{position:sticky;left:0;max-width:8.5rem;background:#fff;overflow-wrap:anywhere}
.oruk-scroll td:not(.govuk-table__cell--numeric){min-width:8rem}}
.oruk-table-head{display:flex;gap:15px;align-items:baseline;justify-content:space-between;flex-wrap:wrap}
.oruk-figure{font-size:2.25rem;font-weight:700;line-height:1.1;display:block}
.oruk-figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:20px;margin:0 0 30px;padding:0;list-style:none}
.oruk-figures li{border-left:5px solid var(--govuk-brand-colour);padding-left:12px}
.oruk-search{display:flex;gap:10px;flex-wrap:wrap;align-items:end}.oruk-search .govuk-input{flex:1 1 12rem;min-width:0;margin-bottom:10px}
.oruk-search .govuk-button{margin:0 0 10px;width:auto}
.oruk-columns{display:grid;gap:30px;grid-template-columns:minmax(0,1fr)}
@media (min-width:48.0625em){.oruk-columns{grid-template-columns:minmax(0,2.4fr) minmax(15rem,1fr)}}
.oruk-hits{list-style:none;margin:0;padding:0}
.oruk-hit{border-top:1px solid var(--govuk-border-colour);padding:18px 0 14px;overflow-wrap:anywhere}
.oruk-hit h3{margin-bottom:5px}.oruk-hit p{margin-bottom:5px}
.oruk-notes{list-style:none;margin:6px 0 0!important;padding:0;display:flex;flex-wrap:wrap;gap:6px}
.oruk-note{border:1px solid var(--govuk-secondary-text-colour);padding:1px 8px}.govuk-language-navigation{margin-top:10px}
.oruk-note--unknown{border-style:dashed}
.oruk-facet{margin:0 0 20px}.oruk-facet ul{list-style:none;margin:0;padding:0}
.oruk-facet li{display:flex;justify-content:space-between;gap:10px;padding:4px 0;overflow-wrap:anywhere}
.oruk-facet li>span{flex:none}.oruk-facet [aria-current]{font-weight:700}
.oruk-map{display:block;width:100%;height:auto;border:1px solid var(--govuk-border-colour);background:var(--oruk-quiet)}
.oruk-map a:focus{outline:3px solid var(--govuk-focus-text-colour)}
.oruk-map a:focus circle{fill:var(--govuk-focus-colour);stroke:#0b0c0c;stroke-width:3}
.oruk-row{display:flex;flex-wrap:wrap;gap:0 30px;align-items:flex-end}.oruk-row>*,.govuk-select{max-width:100%}.oruk-boxes{display:flex;flex-wrap:wrap;gap:0 15px}
.oruk-number{display:inline-block;min-width:1.6em;color:var(--govuk-secondary-text-colour);font-weight:400}
.oruk-light{font-weight:400;font-size:1rem;display:block}.oruk-figure-map{margin:0 0 15px}
.oruk-dot-number{fill:#fff;font:700 12px/1 sans-serif;pointer-events:none}.oruk-map a:focus .oruk-dot-number{fill:#0b0c0c}
.oruk-scale{fill:none;stroke:#0b0c0c;stroke-width:2}.oruk-scale-text{font:14px sans-serif}
.oruk-dot{fill:var(--govuk-brand-colour);stroke:#fff;stroke-width:1.5}
.oruk-outline{fill:#fff;stroke:#6f777b;stroke-width:1.2;stroke-linejoin:round}.oruk-outline-name{font:14px sans-serif;fill:#505a5f}
.oruk-caption{color:var(--govuk-secondary-text-colour)}
.oruk-prose{overflow-wrap:anywhere;max-width:44rem}.oruk-prose p{margin-top:0}
.oruk-chosen{display:flex;flex-wrap:wrap;gap:6px 20px;margin:8px 0 0}.oruk-chosen li{border-left:5px solid var(--govuk-brand-colour);padding-left:8px}
.oruk-plain{list-style:none;padding:0;margin:0}
.govuk-summary-list__value{overflow-wrap:anywhere}
.oruk-state{white-space:nowrap}
mark{background:#fff3bf;color:inherit;padding:0 1px}
@media (forced-colors:active){.oruk-scroll,.oruk-scroll th{background:Canvas}.oruk-dot-number{fill:Canvas}.oruk-scale{stroke:CanvasText}.oruk-scale-text{fill:CanvasText}.oruk-map{background:Canvas}.oruk-outline{fill:none;stroke:GrayText}.oruk-outline-name{fill:CanvasText}
.oruk-dot{fill:CanvasText;stroke:Canvas}.oruk-note{border-color:CanvasText}}
@media print{.oruk-address::after{content:none!important}
.govuk-service-navigation,.govuk-skip-link,.govuk-footer,form,.oruk-facets,.oruk-noprint,.govuk-pagination{display:none!important}
.oruk-columns{display:block}.oruk-hit,tr,.govuk-summary-list__row{break-inside:avoid}.oruk-scroll{overflow:visible;background:none}
.oruk-scroll .govuk-table{font-size:9pt;line-height:1.25}.oruk-scroll .govuk-table :is(th,td){position:static;min-width:0;padding:4px 8px 4px 0;white-space:normal}.oruk-state,.oruk-interval-text{white-space:normal}.oruk-interval{width:110px;height:auto}}
`
}
