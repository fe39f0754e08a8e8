/**
 * What a rule is: one small constant object. It names the noun that it judges; the engine (`check.ts`)
 * brings the nouns, so that no rule walks, fetches or sees a text.
 */
import type {
  Anchor,
  App,
  Call,
  Category,
  Deployment,
  Document,
  Fix,
  JsonObject,
  Level,
  LinkedFlow,
  LinkedReceiver,
  LinkedSite,
  Outcome,
  Program,
  Related,
  SecretUse,
  Sender,
  Severity,
  Workflow,
} from './model.ts';

/** What a rule may judge: the key is the word, the type is the thing. */
export interface Nouns {
  document: Document;
  template: Deployment;
  workflow: Workflow;
  secret: SecretUse;
  sender: Sender;
  receiver: LinkedReceiver;
  call: Call;
  site: LinkedSite;
  app: App;
  flow: LinkedFlow;
  program: Program;
}
export type Noun = keyof Nouns;

/** What a user may set of a rule beside its level. Plain enough that settings, their schema and the pages say the same of it. */
export type RuleOption =
  | {
      readonly kind: 'number';
      readonly about: string;
      readonly standard: number;
      readonly least: number;
      readonly most: number;
    }
  /** A list of texts, empty where nothing is set. `form`: what each looks like, as a regular expression. */
  | { readonly kind: 'texts'; readonly about: string; readonly form: string; readonly example: string };
export type RuleOptions = Readonly<Record<string, RuleOption>>;

/** The options of a rule as it is given them: what is not set is the standard. */
export type Chosen<O extends RuleOptions> = {
  readonly [K in keyof O]: O[K] extends { readonly kind: 'number' } ? number : readonly string[];
};

export interface RuleMeta<O extends RuleOptions = RuleOptions> {
  /** File name, kebab-case; a contract, never renamed. */
  readonly id: string;
  readonly category: Category;
  /** Default severity; 'off' = opt-in. */
  readonly severity: Level;
  /** One clause: what is reported. */
  readonly title: string;
  /** What happens at run time, in a sentence or two. */
  readonly why: string;
  /** What to change, used where a message has no remedy of its own. */
  readonly remedy: string;
  /** What the settings may say beside the level, by name. */
  readonly options?: O;
  /** Whether it offers edits, and the surest of them: `--fix` applies safe ones. */
  readonly fixable?: 'safe' | 'unsafe';
  /** Findings of these rules about the same noun silence this one: one cause, one finding. */
  readonly yieldsTo?: readonly string[];
  /** Sections of the fact sheets or pages that the rule rests on. */
  readonly sources: readonly string[];
  readonly cwe?: readonly number[];
  /** SARIF `security-severity`, 0.1 to 10.0, where the rule is about security. */
  readonly securitySeverity?: number;
}

/** A message: typed data in, one sentence out. Never given a secret. */
export type Message = (data: never) => string | { readonly text: string; readonly remedy: string };
export type Messages = Readonly<Record<string, Message>>;

export interface Said {
  readonly related?: readonly Related[];
  readonly outcome?: Outcome;
  readonly softened?: boolean;
  readonly severity?: Severity;
  readonly fix?: Fix;
  readonly operation?: string;
  readonly workflow?: string;
  /** The address that this is about: where the calls say whom it reaches, the finding names that too. */
  readonly opens?: Anchor;
  /** Which part of the noun: a finding yields to others about the same part (one policy of several, say). */
  readonly about?: string;
}

/** How a rule speaks: message key, place, typed data. */
export type Say<M extends Messages> = <K extends keyof M & string>(
  message: K,
  at: Anchor,
  data: Parameters<M[K]>[0] & JsonObject,
  more?: Said,
) => void;

export interface Rule<N extends Noun = Noun, M extends Messages = Messages, O extends RuleOptions = RuleOptions> {
  readonly meta: RuleMeta<O>;
  readonly judges: N;
  readonly messages: M;
  check(noun: Nouns[N], say: Say<M>, options: Chosen<O>): void;
}

/** A rule of any noun, as the engine holds it. */
export interface AnyRule {
  readonly meta: RuleMeta;
  readonly judges: Noun;
  readonly messages: Messages;
  readonly check: (noun: never, say: never, options: never) => void;
}

/** Gives a rule its types: a wrong message key or missing data does not compile. */
export function defineRule<N extends Noun, const M extends Messages, const O extends RuleOptions>(
  rule: Rule<N, M, O>,
): Rule<N, M, O> {
  return rule;
}
