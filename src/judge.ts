/**
 * Each document on its own: read, recognised, deployed on paper, its facts taken out, judged by the rules of documents,
 * templates, workflows and secrets; then let go. What is kept is plain data, so that a run over thousands of files holds
 * a few documents at a time, and so that it can be remembered from one run to the next.
 */
import { check, type Checked, Checking, type Judges, judgesOf, together } from './check.ts';
import { asksProject, extract, type ProjectContext } from './extract/document.ts';
import type { Document, Facts, FileId, Ignore, Report, SecretSpan, Settings, Source } from './model.ts';
import { forget, OF_DOCUMENT, OF_WORKFLOW } from './meanwhile.ts';
import { deployedNotices, ownNotices } from './notices.ts';
import { type Opted, printOf } from './options.ts';
import { type Asked, type Card, listening, NO_PROJECT, type Project, projects } from './project.ts';
import { silentOf } from './quiet.ts';
import { recognise } from './recognise.ts';
import type { AnyRule } from './rule.ts';
import { Shelf } from './shelf.ts';
import { withoutLinked } from './linked.ts';

/** What is left of a document once it was judged. Plain data. */
export interface Judged extends Card {
  /** Broken text that is worth a finding. */
  readonly broken: boolean;
  /** It could be read, however tolerantly. */
  readonly readable: boolean;
  /** No machine may edit it: a key stands twice, bytes that are no text, compiled from something else. */
  readonly fixed: boolean;
  readonly facts: Facts;
  /** Templates that this one deploys: they are judged here, with the values that they are given here. */
  readonly linked: readonly FileId[];
  /** Of the document and its secrets; and of what it deploys. */
  readonly own: Spoken;
  readonly deployed: Spoken;
  readonly ignores: readonly Ignore[];
  readonly secretSpans: readonly SecretSpan[];
  /** Where its workflows stand: a place in several environments is one. */
  readonly workflows: readonly string[];
}

interface Spoken extends Checked {
  readonly notices: Report['notices'];
}

/** What is remembered of documents. */
export interface Memo {
  /** What tells this source from every other one, its content included, where it is judged by these options. */
  readonly keyOf: (source: Source, options: string) => string;
  readonly recall: (key: string) => Remembered | undefined;
  readonly keep: (key: string, remembered: Remembered) => void;
}
export interface Remembered {
  readonly judged: Judged;
  /** What was asked of the project meanwhile, and what came back: the judgement holds while the answers do. */
  readonly asked: readonly Asked[];
}

/** What of the settings has a say in how a document is judged. */
export interface JudgeSettings extends Opted {
  readonly environments?: Settings['environments'];
  readonly cloud?: Settings['cloud'] | undefined;
}

export function judgingOf(settings: Settings, rules: readonly AnyRule[]): JudgeSettings {
  const { environments, cloud, options, overrides } = settings;
  return { environments, cloud, options, overrides, silent: silentOf(rules, settings) };
}

export interface JudgeOptions extends JudgeSettings {
  readonly rules: readonly AnyRule[];
  readonly memo?: Memo | undefined;
}

export type { Card } from './project.ts';

export interface Judgement {
  /** In order of id. */
  readonly documents: readonly Judged[];
  readonly shelf: Shelf;
}

/** Judges each source on its own, but for what its project says of it. Never throws. */
export function judge(sources: readonly Source[], options: JudgeOptions): Judgement {
  const judging = new Judging(sources, sources, options);
  return judging.whole(judging.judge(judging.meet()));
}

/** Of more sources than this none is kept from the first step for the second. */
const FEW = 50;

/**
 * Judging part of the sources, in two steps: what each is; then, once that is known of all of them, what is wrong with it.
 * Parts may be judged by different threads.
 */
export class Judging {
  readonly #part: readonly Source[];
  readonly #shelf: Shelf;
  readonly #judges: Judges;
  readonly #options: JudgeOptions;
  #met: readonly Met[] = [];

  /** @param all sources of the run; @param part those to judge here */
  constructor(all: readonly Source[], part: readonly Source[], options: JudgeOptions) {
    this.#part = part;
    this.#shelf = new Shelf(all);
    this.#judges = judgesOf(options.rules, options);
    this.#options = options;
  }

  /** The first step: the cards of this part. */
  meet(): readonly Card[] {
    const { memo } = this.#options;
    const options = printOf(this.#options);
    const keyOf = (source: Source): string | null => memo?.keyOf(source, options) ?? null;
    this.#met = this.#part.flatMap((source) => {
      const met = meet(source, keyOf(source), this.#shelf, memo, this.#judges);
      if (this.#part.length > FEW) this.#shelf.letGo(source.id);
      return met ?? [];
    });
    return this.#met.map(({ card }) => cardOf(card, card.kind));
  }

  /** The second step. @param cards of all sources, in any order */
  judge(cards: readonly Card[]): readonly Judged[] {
    const { environments, cloud, memo } = this.#options;
    const projectOf = projects({
      cards: inOrder(cards),
      document: (id) => this.#shelf.document(id),
      print: printer(this.#met),
      environments,
      cloud,
    });
    // Backwards: what was read last is still on the shelf.
    return this.#met.toReversed().flatMap((one) => {
      if (one.judged !== null) return one.judged;
      const judged = inProject(one, projectOf(one.card.project), this.#shelf, memo, this.#judges) ?? [];
      // What was found out about its values on the way is several times the document.
      this.#shelf.letGo(one.card.id);
      return judged;
    });
  }

  /** What all parts make together. */
  whole(documents: readonly Judged[]): Judgement {
    this.#shelf.clear();
    return { documents: withoutLinked(inOrder(documents)), shelf: this.#shelf };
  }
}

function cardOf(of: Omit<Card, 'kind'>, kind: Card['kind']): Card {
  const { id, project, named, quiet, artifacts } = of;
  return { id, project, named, quiet, kind, ...(artifacts === undefined ? {} : { artifacts }) };
}

/** By code unit, so that the order of the files does not matter. */
function inOrder<T extends { readonly id: FileId }>(list: readonly T[]): readonly T[] {
  return [...list].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** A source on the first look: what it is, and what is known of it already. */
interface Met {
  readonly card: Card;
  readonly broken: boolean;
  readonly key: string | null;
  /** Where its project has no say in it. */
  readonly judged: Judged | null;
  readonly remembered: Remembered | null;
}

function meet(source: Source, key: string | null, shelf: Shelf, memo: Memo | undefined, judges: Judges): Met | null {
  const remembered = key === null ? null : (memo?.recall(key) ?? null);
  if (remembered !== null) {
    const { judged, asked } = remembered;
    return { card: judged, broken: judged.broken, key, judged: asked.length === 0 ? judged : null, remembered };
  }
  const document = shelf.document(source.id);
  if (document === undefined) return null;
  const { kind, broken } = recognise(document);
  const card = cardOf(document, kind);
  if (asksProject(kind)) return { card, broken, key, judged: null, remembered: null };
  const judged = judgeOne(document, { card, broken }, NO_PROJECT, judges);
  if (key !== null) memo?.keep(key, { judged, asked: [] });
  return { card, broken, key, judged, remembered: null };
}

function inProject(
  { card, broken, key, remembered }: Met,
  project: Project,
  shelf: Shelf,
  memo: Memo | undefined,
  judges: Judges,
): Judged | null {
  if (remembered?.asked.every(({ question, about, answer }) => project.answer(question, about) === answer) === true)
    return remembered.judged;
  const document = shelf.document(card.id);
  if (document === undefined) return null;
  if (key === null) return judgeOne(document, { card, broken }, project.context, judges);
  const { context, asked } = listening(project);
  const judged = judgeOne(document, { card, broken }, context, judges);
  memo?.keep(key, { judged, asked: asked() });
  return judged;
}

function printer(met: readonly Met[]): (id: FileId) => string {
  const keys = new Map(met.map(({ card, key }) => [card.id, key ?? '']));
  return (id) => keys.get(id) ?? '';
}

function judgeOne(
  document: Document,
  { card, broken }: Pick<Met, 'card' | 'broken'>,
  context: ProjectContext,
  judges: Judges,
): Judged {
  const { faults, value, quiet, written } = document;
  const isOurs = !quiet && (card.kind !== 'other' || broken);
  const workflows = new Checking('workflow', judges);
  const extracted = extract(document, card.kind, context, (one) => {
    if (isOurs) workflows.judge(one);
    forget(OF_WORKFLOW);
  });
  const { facts, linked, ignores, secretSpans, deployments, secrets } = extracted;
  // What rules about documents know is JSON.
  const isJson = card.kind !== 'policy' && card.kind !== 'code';
  const own = isOurs ? check({ document: isJson ? [document] : [], secret: secrets }, judges) : NOTHING;
  const deployed = isOurs ? together([check({ template: deployments }, judges), workflows.checked()]) : NOTHING;
  forget(OF_DOCUMENT);
  const unsure = faults.some(({ kind }) => kind === 'duplicate-key' || kind === 'invalid-utf8');
  return {
    broken,
    readable: value !== undefined || !isJson,
    fixed: !quiet && written === undefined && !unsure,
    facts,
    linked,
    own: { ...own, notices: ownNotices(document) },
    deployed: { ...deployed, notices: deployedNotices(document, extracted) },
    ignores,
    secretSpans,
    workflows: facts.workflows.map(({ file, at }) => `${file}#${at.pointer}`),
    // The card may be an older judgement.
    ...cardOf(card, card.kind),
  };
}

const NOTHING: Checked = { findings: [], crashes: [], cut: [] };
