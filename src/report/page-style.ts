/** What pages look like: light and dark, screen and paper; controls, marks, lines of code. */
const LIGHT =
  '--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--panel:#f6f8fa;--accent:#0969da;--accepted:#1a7f37;--refused:#cf222e;--unknown:#7d5300;--unlinked:#59636e;--error:#cf222e;--warning:#7d5300;--info:#0969da';
const DARK =
  '--bg:#0d1117;--fg:#e6edf3;--soft:#9198a1;--line:#30363d;--panel:#151b23;--accent:#4493f8;--accepted:#3fb950;--refused:#ff7b72;--unknown:#d29922;--unlinked:#9198a1;--error:#ff7b72;--warning:#d29922;--info:#4493f8';
const MONO = 'ui-monospace,SFMono-Regular,Menlo,Consolas,monospace';

export const THEME = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
@media print{:root:root:root{color-scheme:light;${LIGHT}}*{print-color-adjust:exact}}
*{box-sizing:border-box}
body{margin:0;font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;background:var(--bg);color:var(--fg)}
header{padding:14px 20px 12px;border-bottom:1px solid var(--line);background:var(--bg)}
h1{font-size:18px;font-weight:600;margin:0;display:inline}
.summary{display:inline;color:var(--soft);margin:0 0 0 12px}
.tools{display:flex;flex-wrap:wrap;gap:8px;margin-top:10px;align-items:center}
input[type=search],select,button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:4px 10px;min-height:30px}
input[type=search]{width:min(280px,100%)}
select{max-width:min(280px,100%)}
button{cursor:pointer}#theme{margin-left:auto}
.chip{display:inline-flex;gap:6px;align-items:center;border:1px solid var(--line);border-radius:999px;padding:3px 11px 3px 8px;cursor:pointer;background:var(--bg)}
.chip input{margin:0}.chip .dot{width:9px;height:9px;border-radius:50%;background:currentColor}
${['accepted', 'refused', 'unknown', 'unlinked', 'error', 'warning', 'info'].map((one) => `.chip.${one} .dot{color:var(--${one})}`).join('')}
.hint{color:var(--soft)}
a{color:var(--accent)}
.verdict{display:inline-block;border-radius:6px;padding:2px 9px;font-weight:600;color:#fff}
.verdict.accepted{background:#1a7f37}.verdict.refused,.verdict.error{background:#cf222e}.verdict.unknown,.verdict.warning{background:#7d5300}.verdict.unlinked{background:#59636e}.verdict.info{background:#0969da}
.place{color:var(--soft);font:12px ${MONO};overflow-wrap:anywhere}
pre{font:12px/1.5 ${MONO};background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:8px 10px;white-space:pre-wrap;overflow-wrap:anywhere;margin:4px 0 8px}
footer{padding:8px 20px;border-top:1px solid var(--line);color:var(--soft);font-size:12px}
.gone{display:none!important}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media print{.tools,footer{display:none}}
`;
