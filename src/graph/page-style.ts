/** The drawing and what is said beside it, on any page; and the page that is nothing else. */
export const DRAWING_STYLE = `
.drawn{display:grid;grid-template-columns:minmax(0,1fr) minmax(320px,440px);min-height:0}
#canvas{overflow:auto;padding:12px}
#canvas svg{display:block}#canvas.whole svg{width:100%;height:100%}
#whole[aria-pressed=true]{border-color:var(--accent);color:var(--accent)}
#details{border-left:1px solid var(--line);background:var(--panel);overflow:auto;padding:16px 20px}
#details h2{font-size:15px;margin:0 0 4px;overflow-wrap:anywhere}#details h3{font-size:12px;letter-spacing:.04em;text-transform:uppercase;color:var(--soft);margin:16px 0 4px}
#details p,#details li{overflow-wrap:anywhere;margin:4px 0}#details ul{padding-left:18px;margin:4px 0}#details li button{margin:2px 0}
pre .at{background:color-mix(in srgb,var(--accent) 18%,transparent);display:block}
svg text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:var(--fg)}
.node rect{fill:var(--panel);stroke:var(--line);stroke-width:1.2}.outside rect{stroke-dasharray:4 3}.node .group{font-size:10.5px;fill:var(--soft)}
.edge path{fill:none}.edge .line{stroke-width:1.8}.edge .hit{stroke:transparent;stroke-width:14;pointer-events:stroke}
${['accepted', 'refused', 'unknown', 'unlinked'].map((one) => `.edge.${one} .line{stroke:var(--${one})}#arrow-${one} path{fill:var(--${one})}`).join('')}
.edge.unknown .line,.edge.unlinked .line{stroke-dasharray:6 4}
.edge,.node{cursor:pointer;outline:none}
.edge:hover .line,.edge:focus .line,.edge.chosen .line{stroke-width:3.6}
.node:hover rect,.node:focus rect,.node.chosen rect{stroke:var(--accent);stroke-width:2.2}
.dim{opacity:.18}
@media (max-width:860px){.drawn{grid-template-columns:1fr}#details{border-left:0;border-top:1px solid var(--line)}}
@media print{.drawn{display:block}#canvas{overflow:visible}#canvas svg{max-width:100%;height:auto}#details{border:0;background:none}}
`;

export const PAGE_STYLE = `
body{display:flex;flex-direction:column;height:100vh}
main{flex:1}
@media (max-width:860px){body{height:auto}}
@media print{body{height:auto;display:block}}
`;
