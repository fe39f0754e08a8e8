/** What must hold for every input, however broken. Each oracle gives complaints, never the input. */

const SETTINGS = {
  severities: {},
  only: [],
  suppressions: [],
  today: '2026-01-01',
  docs: 'https://example.org/laudit',
};

/** A case must be done within so many ms of processor time, all oracles but the first run left out. */
const LONGEST = 2000;

/** A finding without what depends on the layout of the text. */
const gist = ({ rule, message, severity, place, related, environments, suggestion }) =>
  JSON.stringify([
    rule,
    severity,
    message.replaceAll(/:\d+(?::\d+)?/g, ':n').replaceAll(/\b(line|column|offset) \d+/g, '$1 n'),
    place.file,
    place.pointer,
    related.map((one) => [one.place.file, one.place.pointer]),
    environments,
    suggestion ?? null,
  ]);

/** Findings about the text itself: their words may change with the layout. */
const ofText = new Set(['json-syntax', 'duplicate-key', 'encoding', 'trailing-comma', 'comment']);

const gists = (report) =>
  report.problems
    .filter(({ rule }) => !ofText.has(rule))
    .map(gist)
    .sort();

export function oraclesOf(library, validate) {
  const lint = (sources) => library.lint({ sources, settings: SETTINGS });
  return { run: (made) => judge(made, lint, library, validate) };
}

function judge(made, lint, library, validate) {
  const start = process.cpuUsage();
  const report = lint(made.sources);
  const used = process.cpuUsage(start);
  const complaints = [];
  const ms = (used.user + used.system) / 1000;
  if (ms > LONGEST) complaints.push(`slow: ${ms.toFixed(0)} ms`);
  if (report.crashed)
    complaints.push(
      `a rule failed: ${report.notices
        .map(({ text }) => text)
        .join('; ')
        .slice(0, 300)}`,
    );
  const outputs = printed(library, report, made.sources);
  if (!validate(JSON.parse(outputs.json))) complaints.push(`the report breaks its schema: ${said(validate.errors)}`);
  complaints.push(...unfit(outputs));
  if (made.secret !== null)
    for (const [format, text] of Object.entries(outputs))
      if (text.includes(made.secret)) complaints.push(`${format} shows the secret`);
  complaints.push(...repeated(made, report, outputs, lint, library));
  return { complaints, ms, problems: report.problems.length };
}

function said(errors) {
  return (errors ?? [])
    .slice(0, 3)
    .map(({ instancePath, message }) => `${instancePath} ${message}`)
    .join('; ');
}

function printed(library, report, sources) {
  const options = {
    color: false,
    width: 0,
    rules: new Map(library.rules.map((rule) => [rule.meta.id, rule])),
    toolVersion: '0.0.0',
    verbose: true,
    quiet: false,
    repositoryPath: '',
    homepage: 'https://example.org/laudit',
  };
  const outputs = {};
  for (const [name, format] of Object.entries(library.formats)) outputs[name] = format(report, options);
  const calls = library.describe(report.calls, sources);
  outputs.trace = library.callGroups(calls, false).join('\n\n');
  outputs.traceJson = library.fitJson(JSON.stringify(calls, null, 2));
  return outputs;
}

/** Control characters, overriding directions and planted commands of build servers. */
const UNFIT =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|##vso\[task\.planted|##\[planted|^::planted/m;

function unfit(outputs) {
  return Object.entries(outputs).flatMap(([format, text]) => {
    const found = UNFIT.exec(text);
    return found === null ? [] : [`${format} passes on ${JSON.stringify(found[0])}`];
  });
}

/** The same again: in another order, laid out otherwise, beside a broken stranger. */
function repeated(made, report, outputs, lint, library) {
  const complaints = [];
  const again = printed(library, lint([...made.sources].reverse()), made.sources);
  for (const format of Object.keys(outputs))
    if (again[format] !== outputs[format]) complaints.push(`${format} changes with the order of the files`);
  const before = gists(report);
  const differs = (name, other) => {
    const after = gists(other);
    const gone = before.filter((one) => !after.includes(one));
    const come = after.filter((one) => !before.includes(one));
    if (gone.length + come.length > 0)
      complaints.push(`${name}: ${gone.length} gone, ${come.length} new, ${(gone[0] ?? come[0]).slice(0, 200)}`);
  };
  if (made.relaid !== null) differs('laid out otherwise', lint(made.relaid));
  const stranger = {
    id: 'zz/broken.json',
    project: 'zz',
    bytes: Buffer.from('{ "type": "Microsoft.Logic/workflows", '),
  };
  const beside = lint([...made.sources, stranger]);
  differs('beside a broken file', {
    ...beside,
    problems: beside.problems.filter(({ place }) => place.file !== stranger.id),
  });
  return complaints;
}
