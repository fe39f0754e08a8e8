/** Deploys small templates in tests: one call, with the places where things stand left out. */
import type { Json, JsonObject, Value } from '../../src/model.ts';
import { deploy, type Deployed, type DeployInput } from '../../src/template/deploy.ts';
import { parseParameterFile } from '../../src/template/parameters.ts';
import { parseTemplate } from '../../src/template/parse.ts';

export const FILE = 'main.json';

export interface More {
  readonly parameters?: JsonObject;
  readonly files?: Readonly<Record<string, Json>>;
  readonly deployment?: NonNullable<DeployInput['deployment']>;
}

/** Deploys `template` as main.json; `parameters` are the values of a parameter file, `files` what links may find. */
export function paper(template: JsonObject, more: More = {}): Deployed {
  const { parameters, files = {}, deployment } = more;
  const given = Object.fromEntries(Object.entries(parameters ?? {}).map(([name, value]) => [name, { value }]));
  return deploy({
    file: FILE,
    template: parseTemplate(template, FILE),
    parameters: parameters === undefined ? null : parseParameterFile({ parameters: given }, 'main.parameters.json'),
    environment: 'test',
    linked: (path) => {
      const value = Object.hasOwn(files, path) ? files[path] : undefined;
      return value === undefined ? undefined : { file: path, value };
    },
    ...(deployment === undefined ? {} : { deployment }),
  });
}

/** Known JSON as it is; text with its holes as `{name}`; a hole as `{name}`. */
export function said(value: Value | null | undefined): Json {
  if (value === null || value === undefined) return null;
  if (value.kind === 'known') return value.value;
  if (value.kind === 'hole') return `{${value.name}}`;
  if (value.kind === 'text')
    return value.parts.map((part) => (typeof part === 'string' ? part : spell(said(part)))).join('');
  return value.kind;
}

function spell(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function names(deployed: Deployed): readonly Json[] {
  return deployed.resources.map((resource) => said(resource.name));
}

export function kinds(deployed: Deployed): readonly string[] {
  return deployed.faults.map((fault) => fault.kind);
}

export function output(deployed: Deployed, name: string): Json {
  return said(deployed.outputs.find((each) => each.name === name)?.value);
}
