/** The page's style sheet: light and dark, narrow and wide, screen and paper. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--panel:#f6f8fa;--accent:#0969da;--accepted:#1a7f37;--refused:#cf222e;--unknown:#7d5300;--unlinked:#59636e}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--bg:#0d1117;--fg:#e6edf3;--soft:#9198a1;--line:#30363d;--panel:#151b23;--accent:#4493f8;--accepted:#3fb950;--refused:#ff7b72;--unknown:#d29922;--unlinked:#9198a1}}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark;--bg:#0d1117;--fg:#e6edf3;--soft:#9198a1;--line:#30363d;--panel:#151b23;--accent:#4493f8;--accepted:#3fb950;--refused:#ff7b72;--unknown:#d29922;--unlinked:#9198a1}
*{box-sizing:border-box}
body{margin:0;font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;background:var(--bg);color:var(--fg);display:flex;flex-direction:column;height:100vh}
header{padding:14px 20px 12px;border-bottom:1px solid var(--line)}
h1{font-size:18px;font-weight:600;margin:0;display:inline}
.summary{display:inline;color:var(--soft);margin:0 0 0 12px}
.tools{display:flex;flex-wrap:wrap;gap:8px;margin-top:10px;align-items:center}
input[type=search],select,button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:4px 10px;min-height:30px}
input[type=search]{width:min(280px,100%)}
button{cursor:pointer;margin-left:auto}
.chip{display:inline-flex;gap:6px;align-items:center;border:1px solid var(--line);border-radius:999px;padding:3px 11px 3px 8px;cursor:pointer;background:var(--bg)}
.chip input{margin:0}.chip .dot{width:9px;height:9px;border-radius:50%;background:currentColor}
.chip.accepted .dot{color:var(--accepted)}.chip.refused .dot{color:var(--refused)}.chip.unknown .dot{color:var(--unknown)}.chip.unlinked .dot{color:var(--unlinked)}
main{flex:1;display:grid;grid-template-columns:minmax(0,1fr) minmax(320px,440px);min-height:0}
#canvas{overflow:auto;padding:12px}
#canvas svg{display:block}
#details{border-left:1px solid var(--line);background:var(--panel);overflow:auto;padding:16px 20px}
.hint{color:var(--soft)}
#details h2{font-size:15px;margin:0 0 4px;overflow-wrap:anywhere}#details h3{font-size:12px;letter-spacing:.04em;text-transform:uppercase;color:var(--soft);margin:16px 0 4px}
#details p,#details li{overflow-wrap:anywhere;margin:4px 0}#details ul{padding-left:18px;margin:4px 0}
.verdict{display:inline-block;border-radius:6px;padding:2px 9px;font-weight:600;color:#fff}
.verdict.accepted{background:#1a7f37}.verdict.refused{background:#cf222e}.verdict.unknown{background:#7d5300}.verdict.unlinked{background:#59636e}
.place{color:var(--soft);font:12px ui-monospace,SFMono-Regular,Menlo,monospace}
pre{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:8px 10px;overflow:auto;margin:4px 0 8px}
pre .at{background:color-mix(in srgb,var(--accent) 18%,transparent);display:block}
footer{padding:8px 20px;border-top:1px solid var(--line);color:var(--soft);font-size:12px}
svg text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:var(--fg)}
.node rect{fill:var(--panel);stroke:var(--line);stroke-width:1.2}.outside rect{stroke-dasharray:4 3}.node .group{font-size:10.5px;fill:var(--soft)}
.edge path{fill:none}.edge .line{stroke-width:1.8}.edge .hit{stroke:transparent;stroke-width:14;pointer-events:stroke}
.edge.accepted .line{stroke:var(--accepted)}.edge.refused .line{stroke:var(--refused)}.edge.unknown .line{stroke:var(--unknown);stroke-dasharray:6 4}.edge.unlinked .line{stroke:var(--unlinked);stroke-dasharray:6 4}
.edge,.node{cursor:pointer;outline:none}
.edge:hover .line,.edge:focus .line,.edge.chosen .line{stroke-width:3.6}
.node:hover rect,.node:focus rect,.node.chosen rect{stroke:var(--accent);stroke-width:2.2}
.dim{opacity:.18}.gone{display:none}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (max-width:860px){body{height:auto}main{grid-template-columns:1fr}#details{border-left:0;border-top:1px solid var(--line)}}
@media print{body{height:auto}.tools,footer{display:none}main{display:block}#canvas{overflow:visible}#canvas svg{max-width:100%;height:auto}#details{border:0;background:none}}
`;
