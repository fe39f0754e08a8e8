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

/** What is asked of each case, in the order that it is asked; a complaint names its oracle. */
export const ORACLES = {
  exception: 'no exception',
  rule: 'no rule fails',
  time: `no more than ${LONGEST} ms of processor time`,
  schema: 'the report keeps its schema',
  status: 'the exit status says what the report says',
  unfit: 'no control sequence in any output',
  secret: 'no planted secret in any output',
  order: 'the same in any order of files',
  again: 'the same input gives the same output',
  layout: 'findings stay when the text is laid out otherwise',
  stranger: 'findings stay beside a broken stranger',
};

export function oraclesOf(library, validate) {
  const lint = (sources) => library.lint({ sources, settings: SETTINGS });
  return { run: (made) => judge(made, lint, library, validate) };
}

/** Complaints by oracle, and which oracles were asked: there is no other layout of a text that is no JSON. */
class Findings {
  complaints = [];
  asked = new Set(['exception', 'rule', 'time', 'schema', 'status', 'unfit', 'order', 'again', 'stranger']);
  add(oracle, text) {
    this.complaints.push({ oracle, text });
  }
}

function judge(made, lint, library, validate) {
  const start = process.cpuUsage();
  const report = lint(made.sources);
  const used = process.cpuUsage(start);
  const found = new Findings();
  const ms = (used.user + used.system) / 1000;
  if (ms > LONGEST) found.add('time', `${ms.toFixed(0)} ms`);
  if (report.crashed)
    found.add(
      'rule',
      report.notices
        .map(({ text }) => text)
        .join('; ')
        .slice(0, 300),
    );
  const outputs = printed(library, report, made.sources);
  if (!validate(JSON.parse(outputs.json))) found.add('schema', said(validate.errors));
  status(found, library, report);
  unfit(found, outputs);
  if (made.secret !== null) {
    found.asked.add('secret');
    for (const [format, text] of Object.entries(outputs)) if (text.includes(made.secret)) found.add('secret', format);
  }
  repeated(found, made, report, outputs, lint, library);
  return { complaints: found.complaints, asked: [...found.asked], ms, problems: report.problems.length };
}

/** Told from the findings alone, for each level that a run may fail on. */
function status(found, library, report) {
  const levels = ['error', 'warning', 'info'];
  const nothing = library.isEmpty(report);
  for (const [depth, failOn] of [...levels, 'never'].entries()) {
    const fails = report.problems.some(({ severity }) => levels.slice(0, depth + 1).includes(severity));
    const right = report.crashed ? 2 : nothing ? 3 : failOn !== 'never' && fails ? 1 : 0;
    const is = library.statusOf(report, { failOn, maxWarnings: Infinity }, false, false);
    if (is !== right) found.add('status', `${is} instead of ${right} with --fail-on ${failOn}`);
  }
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

function unfit(found, outputs) {
  for (const [format, text] of Object.entries(outputs)) {
    const match = UNFIT.exec(text);
    if (match !== null) found.add('unfit', `${format} passes on ${JSON.stringify(match[0])}`);
  }
}

/** The same again: as it is, in another order, laid out otherwise, beside a broken stranger. */
function repeated(found, made, report, outputs, lint, library) {
  const same = (oracle, sources) => {
    const again = printed(library, lint(sources), made.sources);
    for (const format of Object.keys(outputs)) if (again[format] !== outputs[format]) found.add(oracle, format);
  };
  same('again', made.sources);
  if (made.sources.length > 1) same('order', [...made.sources].reverse());
  else found.asked.delete('order');
  const before = gists(report);
  const differs = (oracle, other) => {
    found.asked.add(oracle);
    const after = gists(other);
    const [gone, come] = [only(before, after), only(after, before)];
    if (gone.length + come.length > 0)
      found.add(oracle, `${gone.length} gone, ${come.length} new, ${(gone[0] ?? come[0]).slice(0, 200)}`);
  };
  if (made.relaid !== null) differs('layout', lint(made.relaid));
  const stranger = {
    id: 'zz/broken.json',
    project: 'zz',
    bytes: Buffer.from('{ "type": "Microsoft.Logic/workflows", '),
  };
  const beside = lint([...made.sources, stranger]);
  differs('stranger', { ...beside, problems: beside.problems.filter(({ place }) => place.file !== stranger.id) });
}

function only(some, others) {
  const known = new Set(others);
  return some.filter((one) => !known.has(one));
}
