/**
 * Exports about sites → Site: GET of a site (`az webapp show` too), GET of `config/authsettingsV2` and `config/authsettings`,
 * and the settings file with the same members (facts/security.md §2.1). What an export leaves out is unknown.
 */
import type { Anchor, Document, DocumentKind, Site, Value } from '../model.ts';
import { asText, known, member } from '../value.ts';
import { authV1Of, authV2Of, type Maybe } from './site-auth.ts';
import { siteOf } from './site.ts';

export function exportedSites(document: Document, kind: DocumentKind): readonly Site[] {
  if (document.value === undefined) return [];
  const root = known(document.value, { file: document.id, pointer: '' });
  if (kind === 'site') return [resourceOf(document, root)];
  return kind === 'site-auth' ? [authOf(document, root)] : [];
}

const UNKNOWN = {
  environments: [],
  hosts: [],
  deployed: 'yes',
  web: undefined,
  appSettings: undefined,
  publishing: [],
} as const;

/** `az webapp show` prints the members of `properties` at the top. */
function resourceOf(document: Document, root: Value): Site {
  const at: Anchor = { file: document.id, pointer: '' };
  const properties = member(root, 'properties') ?? root;
  const id = member(root, 'id') ?? null;
  const name = member(root, 'name') ?? null;
  return siteOf({
    ...UNKNOWN,
    file: document.id,
    project: document.project,
    view: 'export',
    at,
    name: name ?? nameIn(id),
    resourceId: id,
    kind: member(root, 'kind') ?? undefined,
    identity: member(root, 'identity'),
    properties,
    auth: 'unknown',
  });
}

/** The file of settings says nothing about its site; a GET has the site's name in its id. */
function authOf(document: Document, root: Value): Site {
  const at: Anchor = { file: document.id, pointer: '' };
  const wrapped = member(root, 'properties');
  const properties = wrapped ?? root;
  const id = siteIdIn(asText(member(root, 'id')));
  const isFirst = member(properties, 'globalValidation') === null && member(properties, 'identityProviders') === null;
  const file = wrapped === null || wrapped === undefined ? id === null : false;
  return siteOf({
    ...UNKNOWN,
    file: document.id,
    project: document.project,
    view: file ? 'project' : 'export',
    at,
    name: nameIn(id),
    resourceId: id,
    kind: undefined,
    identity: undefined,
    properties: undefined,
    auth: isFirst ? authV1Of(properties, at) : authV2Of(properties, at, file),
  });
}

/** `…/sites/<name>/config/authsettingsV2` → the id of the site. */
function siteIdIn(id: string | undefined): Value | null {
  const found = id === undefined ? null : /^(.*\/providers\/microsoft\.web\/sites\/[^/]+)\/config\/[^/]+\/?$/i.exec(id);
  return found?.[1] === undefined ? null : known(found[1]);
}

function nameIn(id: Maybe): Value | null {
  const text = asText(id);
  return text === undefined ? null : known(text.slice(text.lastIndexOf('/') + 1));
}
