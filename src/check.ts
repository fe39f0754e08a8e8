/**
 * Nouns → findings. Brings each noun to the rules that judge it; a rule that throws becomes a crash that is
 * reported (exit status 2), and the rest goes on. One cause, one finding: a rule yields to those it names,
 * about the same noun.
 */
import { type Cut, Tally } from './cap.ts';
import type { Anchor, Finding } from './model.ts';
import type { AnyRule, Noun, Nouns, Said } from './rule.ts';
import { NOBODY, type Subject, SUBJECTS } from './subject.ts';
import { type OptionsOf, optionsOf, type Opted } from './options.ts';

export type Inventory = { readonly [N in Noun]?: readonly Nouns[N][] };

export interface Checked {
  readonly findings: readonly Finding[];
  /** Ids of rules that threw, with the file they were judging. Never the message: it may quote the input. */
  readonly crashes: readonly { readonly rule: string; readonly file: string }[];
  /** Findings that there was no room for. */
  readonly cut: readonly Cut[];
}

/** A rule, and the options that it is given in a file. */
interface Judge {
  readonly rule: AnyRule;
  readonly optionsIn: ReturnType<OptionsOf>;
}

/** The rules by what they judge. */
export type Judges = ReadonlyMap<Noun, readonly Judge[]>;

export function judgesOf(rules: readonly AnyRule[], settings: Opted = {}): Judges {
  const judges = new Map<Noun, Judge[]>();
  const options = optionsOf(settings);
  const silent = new Set(settings.silent);
  for (const rule of rules) {
    if (silent.has(rule.meta.id)) continue;
    const before = judges.get(rule.judges);
    const one = { rule, optionsIn: options(rule.meta) };
    if (before === undefined) judges.set(rule.judges, [one]);
    else before.push(one);
  }
  return judges;
}

/** Judges every noun given; a rule is given the options that hold in the noun's file. */
export function check(nouns: Inventory, judges: Judges): Checked {
  const all = (Object.keys(nouns) as Noun[]).map((noun) => {
    const checking = new Checking(noun, judges);
    for (const one of nouns[noun] ?? []) checking.judge(one);
    return checking.checked();
  });
  return together(all);
}

/** What several checks said, one after the other. */
export function together(all: readonly Checked[]): Checked {
  return {
    findings: all.flatMap(({ findings }) => findings),
    crashes: all.flatMap(({ crashes }) => crashes),
    cut: all.flatMap(({ cut }) => cut),
  };
}

/** Judges nouns of a kind as they come, so that each can be let go. What is found is in the order of the rules, then of the nouns. */
export class Checking<N extends Noun> {
  readonly #noun: N;
  readonly #judges: readonly Judge[];
  readonly #found: { readonly rule: number; readonly finding: Finding }[] = [];
  readonly #crashes: { rule: string; file: string }[] = [];
  readonly #speakers: Speaker[] = [];
  readonly #tally = new Tally();
  #who: Subject = NOBODY;

  constructor(noun: N, judges: Judges) {
    this.#noun = noun;
    this.#judges = judges.get(noun) ?? [];
  }

  judge(given: Nouns[N]): void {
    const who = SUBJECTS[this.#noun](given);
    this.#who = who;
    this.#judges.forEach(({ rule, optionsIn }, index) => {
      try {
        rule.check(given as never, this.#speaker(index, rule) as never, optionsIn(who.at.file) as never);
      } catch {
        this.#crashes.push({ rule: rule.meta.id, file: who.at.file });
      }
    });
  }

  checked(): Checked {
    const inOrder = this.#found.sort((a, b) => a.rule - b.rule);
    return { findings: inOrder.map(({ finding }) => finding), crashes: this.#crashes, cut: this.#tally.cut() };
  }

  /** One for all nouns of a rule: there are hundreds of thousands of pairs, and few findings. */
  #speaker(index: number, rule: AnyRule): Speaker {
    return (this.#speakers[index] ??= speaker(
      rule,
      () => this.#who,
      (finding) => {
        if (this.#tally.takes(finding.rule, finding.at.file)) this.#found.push({ rule: index, finding });
      },
    ));
  }
}

type Speaker = (message: string, at: Anchor, data: Finding['data'], more?: Said) => void;

function speaker(rule: AnyRule, whoNow: () => Subject, found: (finding: Finding) => void): Speaker {
  return (message, at, data, more = {}) => {
    const who = whoNow();
    found({
      rule: rule.meta.id,
      message,
      data,
      at,
      related: more.related ?? [],
      subject: more.about === undefined ? who.subject : `${who.subject} ${more.about}`,
      workflow: more.workflow ?? who.workflow,
      operation: more.operation ?? who.operation,
      outcome: more.outcome ?? null,
      environments: who.environments,
      softened: more.softened ?? false,
      ...(who.conditions === undefined || who.conditions.length === 0 ? {} : { conditions: who.conditions }),
      ...(more.severity === undefined ? {} : { severity: more.severity }),
      ...(more.fix === undefined ? {} : { fix: more.fix }),
      ...(more.opens === undefined ? {} : { opens: more.opens }),
    });
  };
}

/**
 * Drops findings that yield to another about the same noun, and merges those that only differ in environment, or in the name of
 * the workflow: copies that a template makes, or workflows that share what is wrong.
 */
export function settleFindings(findings: readonly Finding[], rules: readonly AnyRule[]): readonly Finding[] {
  const yields = new Map(rules.map(({ meta }) => [meta.id, meta.yieldsTo ?? []]));
  const said = new Set(findings.map((finding) => `${finding.rule}\n${finding.subject}`));
  const standing = findings.filter(
    (finding) => !(yields.get(finding.rule) ?? []).some((rule) => said.has(`${rule}\n${finding.subject}`)),
  );
  const merged = new Map<string, Finding>();
  for (const finding of standing) {
    const key = keyOf(finding);
    const before = merged.get(key);
    merged.set(key, before === undefined ? finding : inBoth(before, finding));
  }
  return [...merged.values()];
}

/** Members of a finding's data that only name the workflow: each copy of one, and each environment, may call it otherwise. */
const NAMES: readonly string[] = ['workflow', 'receiver'];
/** Names that a finding gives in the place of one. */
const MOST_NAMES = 4;

/** What makes two findings one: all that they say, names aside. */
function keyOf({ rule, message, at, data, severity, softened, environments, conditions }: Finding): string {
  const said = Object.fromEntries(Object.entries(data).filter(([name]) => !NAMES.includes(name)));
  const holds = conditions?.map((one) => [one.kind, one.at]);
  return JSON.stringify([rule, message, at, said, severity, softened, environments.length === 0, holds]);
}

/** One finding of two: both environments, and both names where they differ. */
function inBoth(before: Finding, after: Finding): Finding {
  const environments = [...new Set([...before.environments, ...after.environments])];
  const names = NAMES.flatMap((name): [string, string][] => {
    const [one, other] = [before.data[name], after.data[name]];
    return typeof one === 'string' && typeof other === 'string' ? [[name, withName(one, other)]] : [];
  });
  const { fix, ...finding } = before;
  return {
    ...finding,
    environments,
    data: { ...before.data, ...Object.fromEntries(names) },
    ...fixOfBoth(fix, after.fix),
  };
}

/** `a / b / c / d / …` at most. */
function withName(names: string, name: string): string {
  const before = names.split(' / ');
  if (before.includes(name) || before.length > MOST_NAMES) return names;
  return `${names} / ${before.length === MOST_NAMES ? '…' : name}`;
}

/** What is right in one alone is not offered, what is unsafe in one is unsafe. */
function fixOfBoth(one: Finding['fix'], other: Finding['fix']): Pick<Finding, 'fix'> {
  if (one === undefined || other === undefined) return {};
  const same = JSON.stringify(one.changes) === JSON.stringify(other.changes);
  return same ? { fix: { ...one, safe: one.safe && other.safe } } : {};
}
