import { exposedIn, type Spot } from '../../src/extract/exposed.ts';
import { defineRule } from '../../src/rule.ts';

const WHERE: Readonly<Record<Spot, string>> = {
  output: 'the output',
  tag: 'the tag',
  'app-setting': 'the app setting',
  'named-value': 'the value of API Management',
  parameter: 'the parameter, of plain type, of a nested deployment,',
  'workflow-parameter': 'the workflow parameter, of plain type,',
  definition: 'the member',
};
/** The platform wants these with a key inside; there is no other way. */
const OWN_SETTINGS = /^(?:AzureWebJobs|WEBSITE_|APPINSIGHTS_|APPLICATIONINSIGHTS_)/i;

export const callbackUrlExposed = defineRule({
  meta: {
    id: 'callback-url-exposed',
    category: 'secrets',
    severity: 'error',
    title: 'The deployment writes a signed URL or a key where others can read it',
    why: 'Outputs stay in the deployment history, tags and settings are shown to readers of the resource: whoever may look there has the signature or key, without the right to ask for it.',
    remedy:
      'Do not hand the URL or key out: let the consumer ask for it, pass it as a secure parameter, keep it in Key Vault, or disable SAS and call with a managed identity.',
    sources: ['facts/security.md §4.2', 'facts/security.md §7'],
    cwe: [200, 532],
    securitySeverity: 7.5,
  },
  judges: 'document',
  messages: {
    key: ({ fn, where, holder }: { fn: string; where: string; holder: string }) =>
      `${where[0]?.toUpperCase() ?? ''}${where.slice(1)} '${holder}' holds what ${fn}() answers, ${fn === 'listcallbackurl' ? 'a URL with its signature' : 'a key'}: whoever may read it can use it.`,
    definition: ({ fn, holder }: { fn: string; holder: string }) =>
      `The deployment writes what ${fn}() answers into the definition, in '${holder}': after it ${fn === 'listcallbackurl' ? 'the URL stands there with its signature' : 'the key stands there'}, for whoever may read the workflow.`,
  },
  check(document, say) {
    for (const { kind, spot, at, name: fn, holder } of exposedIn(document)) {
      if (kind !== 'key' || spot === 'secret' || (spot === 'app-setting' && OWN_SETTINGS.test(holder))) continue;
      if (spot === 'definition') say('definition', at, { fn, holder }, { severity: 'warning', about: at.pointer });
      else say('key', at, { fn, where: WHERE[spot], holder }, { about: at.pointer });
    }
  },
});
