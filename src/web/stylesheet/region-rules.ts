/** What pages that compare areas need besides: drawn intervals, maps of areas, matrices, keys. What colour says, a sign and words say too. */
export const REGION_RULES = `.oruk-fields{display:grid;gap:0 30px;grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr))}
.oruk-fields .govuk-select{width:100%}.oruk-form{border-top:1px solid var(--govuk-border-colour);padding-top:15px;margin-bottom:10px}
.oruk-contents{columns:2 16rem}
.oruk-sort{text-decoration:none;white-space:nowrap;display:inline-block;min-width:24px;text-align:center}
.oruk-interval{display:block;max-width:none;margin-left:auto}
.oruk-interval-range{stroke:currentColor;stroke-width:2}.oruk-interval-dot{fill:currentColor}
.oruk-interval-median{stroke:var(--govuk-secondary-text-colour);stroke-width:2;stroke-dasharray:3 2}
.oruk-interval-tick{font-size:12px;font-weight:400;fill:currentColor}.oruk-interval-mark{stroke:currentColor}
.oruk-interval-text{white-space:nowrap;display:inline-block}
.oruk-trend{display:block;max-width:none;overflow:visible}.oruk-trend-line{fill:none;stroke:currentColor;stroke-width:1.5}.oruk-trend-band{fill:currentColor;fill-opacity:.15}
.oruk-areas{display:block;width:100%;max-width:40rem;height:auto}
.oruk-area{stroke:#0b0c0c;stroke-width:1.2;stroke-linejoin:round}
.oruk-area--lower{fill:#f6d2bf}.oruk-area--similar,.oruk-area--plain{fill:#e8ecef}.oruk-area--higher{fill:#bfdcf2}
.oruk-area--none{fill:#fff}
.oruk-hatch-ground{fill:#fff}.oruk-hatch-line{stroke:#6f777b;stroke-width:3}
.oruk-area-figure{font-size:15px;font-weight:700;fill:#0b0c0c;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
.oruk-areas g{pointer-events:none}.oruk-sites{fill:#0b0c0c;fill-opacity:.5;stroke:#fff;stroke-width:.7}
.oruk-areas a:focus{outline:none}.oruk-areas a:focus .oruk-area{stroke:#0b0c0c;stroke-width:4;fill:var(--govuk-focus-colour)}
.oruk-areas a:hover .oruk-area{stroke-width:3}
.oruk-figure-block{margin:0 0 20px}
.oruk-key{display:grid;gap:4px 20px;margin:0 0 20px}.oruk-key div{display:flex;gap:8px}.oruk-key dt{flex:none;font-weight:700;min-width:1.5rem;white-space:nowrap}.oruk-key dd{margin:0}
.oruk-note-link{display:inline-block;min-width:24px;text-align:center}
.oruk-caveats div{border-left:5px solid var(--govuk-border-colour);padding:2px 0 2px 12px;margin-bottom:10px}
.oruk-caveats dt{font-weight:700}.oruk-caveats dd{margin:0}.oruk-caveats div:target{border-left-color:currentColor}
.oruk-scroll--sticky{max-height:90vh;overflow:auto;scroll-padding:7rem 0 0 9.5rem}
.oruk-matrix th[scope=col]{position:sticky;top:0;background:#fff;z-index:1;vertical-align:bottom}
.oruk-matrix th[scope=row],.oruk-matrix th:first-child{position:sticky;left:0;background:#fff;min-width:9rem}
.oruk-matrix thead th:first-child{z-index:2}
.oruk-matrix td{white-space:nowrap;padding-left:8px}.oruk-cell-words{white-space:normal}
.oruk-cell--lower{background:#fbeae1}.oruk-cell--higher{background:#e3f0fa}
.oruk-cell--unknown{background:repeating-linear-gradient(45deg,#fff 0 5px,#e4e6e8 5px 8px)}
.oruk-cell--unknown .oruk-cell-words{background:#fff;padding:0 3px}
@media (forced-colors:active){.oruk-area{stroke:CanvasText}.oruk-area:not(.oruk-area--unknown){fill:Canvas}.oruk-sites{fill:CanvasText;stroke:Canvas}.oruk-area-figure{fill:CanvasText;stroke:Canvas}.oruk-hatch-ground{fill:Canvas}.oruk-hatch-line{stroke:GrayText}
.oruk-areas a:focus .oruk-area{stroke:Highlight}.oruk-matrix th{background:Canvas}.oruk-interval-median{stroke:GrayText}}
@media print{.oruk-scroll--sticky{max-height:none;overflow:visible}.oruk-matrix th{position:static}.oruk-area{print-color-adjust:exact}section{break-inside:auto}}
`
