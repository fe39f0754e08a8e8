/** What SARIF says about rules: titles, help, levels, severity of security alerts (facts/linter-conventions.md §D1). */
import type { ReportingDescriptor } from 'sarif';
import type { Category, Problem, Severity } from '../model.ts';
import type { AnyRule, RuleMeta } from '../rule.ts';
import type { ReportOptions } from './reporter.ts';
import { clip } from '../secret.ts';
import { wordsOf } from '../words.ts';

export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** GitHub's own scale for what is not a security alert. */
const PROBLEM_SEVERITY: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
};
const LONGEST = 1024;
const SECURITY: readonly Category[] = ['trust', 'exposure', 'secrets'];

/** All rules of the run in order of id, and a stand-in for each rule that a problem names and the run lacks. */
export function sarifRules(problems: readonly Problem[], { rules, homepage }: ReportOptions): ReportingDescriptor[] {
  const pages = new Map(problems.map(({ rule, docs }) => [rule, docs]));
  const base = homepage?.split(/[#?]/, 1)[0]?.replace(/\/$/, '');
  const described = [...rules.values()].map(({ meta }: AnyRule) =>
    descriptor(
      meta,
      pages.get(meta.id) ?? (base === undefined ? undefined : `${base}/rules/${meta.category}/${meta.id}.md`),
    ),
  );
  const others = [...pages.keys()]
    .filter((id) => !rules.has(id))
    .map((id): ReportingDescriptor => ({ id, shortDescription: { text: id } }));
  return [...described, ...others].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function descriptor(meta: RuleMeta, page: string | undefined): ReportingDescriptor {
  const level = meta.severity === 'off' ? 'warning' : meta.severity;
  const { title, why, remedy } = wordsOf(meta);
  const more = page === undefined ? [] : [`[More](${page})`];
  return {
    id: meta.id,
    name: meta.id,
    shortDescription: { text: text(title, meta.id) },
    fullDescription: { text: text(why, title) },
    help: { text: text(`${why} ${remedy}`, meta.id), markdown: [why, `**Fix:** ${remedy}`, ...more].join('\n\n') },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { enabled: meta.severity !== 'off', level: LEVELS[level] },
    properties: {
      tags: tagsOf(meta),
      precision: 'high',
      'problem.severity': PROBLEM_SEVERITY[level],
      ...(meta.securitySeverity === undefined ? {} : { 'security-severity': meta.securitySeverity.toFixed(1) }),
    },
  };
}

/** `security` and a severity make GitHub show an alert among the security alerts; CWE tags as CodeQL writes them. */
function tagsOf({ category, cwe = [], securitySeverity }: RuleMeta): string[] {
  const security = securitySeverity !== undefined || SECURITY.includes(category);
  return [
    ...(security ? ['security'] : []),
    category,
    ...cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, '0')}`),
  ].slice(0, 20);
}

/** Never empty (an empty text is not valid), never longer than GitHub takes. */
function text(words: string, otherwise: string): string {
  const said = words.trim() === '' ? otherwise : words.trim();
  return said.length > LONGEST ? clip(said, LONGEST - 1, '…') : said;
}
