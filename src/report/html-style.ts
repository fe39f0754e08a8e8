/** What the report's page has beside the theme: findings that open, lines with numbers, tables. */
export const REPORT_STYLE = `
body>header{position:sticky;top:0;z-index:2}
main{padding:0 20px 24px;max-width:1500px;margin:0 auto}
h2{font-size:17px;font-weight:600;margin:24px 0 6px;scroll-margin-top:130px}
.group{margin:0 0 18px}
.group h3{font-size:14px;font-weight:600;margin:16px 0 6px;overflow-wrap:anywhere;scroll-margin-top:130px}.group h3 .title,.group h3 .count{font-weight:400;color:var(--soft)}
.finding{border:1px solid var(--line);border-left:4px solid var(--mark);border-radius:6px;margin:0 0 8px;background:var(--panel);scroll-margin-top:130px}
.finding[data-severity=error]{--mark:var(--error)}.finding[data-severity=warning]{--mark:var(--warning)}.finding[data-severity=info]{--mark:var(--info)}
.finding:target{outline:2px solid var(--accent)}
.finding summary{padding:8px 12px;cursor:pointer;list-style-position:inside;overflow-wrap:anywhere}
.finding summary .verdict{font-size:12px;padding:0 7px}.finding summary .rule{color:var(--soft);font-size:12px}
[data-order=rule] summary .rule{display:none}
.message{font-weight:500}
.ends{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(460px,100%),1fr));gap:0 12px;padding:0 12px}
.end{min-width:0}.says{color:var(--fg);font-family:system-ui,-apple-system,"Segoe UI",sans-serif}
.finding pre .n{color:var(--soft);user-select:none}
mark{background:color-mix(in srgb,var(--mark) 22%,transparent);color:inherit;border-radius:3px;box-shadow:inset 0 -2px var(--mark)}
.end+.end{--mark:var(--accent)}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 12px;margin:2px 12px 10px}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.calls .drawn{border:1px solid var(--line);border-radius:6px;overflow:hidden;max-height:80vh;grid-template-rows:minmax(0,1fr);margin-top:8px}
table{border-collapse:collapse;margin:8px 0;width:100%}th,td{text-align:left;vertical-align:top;border-bottom:1px solid var(--line);padding:4px 12px 4px 0;overflow-wrap:anywhere}
.crashed{margin:12px 20px;font-weight:600;color:var(--error)}
@media (max-width:860px){body>header{position:static}.calls .drawn{max-height:none;grid-template-rows:auto}.calls #canvas{max-height:60vh}}
@media print{body>header{position:static}main{max-width:none;padding:0}.finding{break-inside:avoid}.calls .drawn{max-height:none;border:0}.calls #canvas{max-height:none}.calls{break-before:page}#shown{display:none}}
`;
