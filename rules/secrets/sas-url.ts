import { defineRule } from '../../src/rule.ts';
import { show } from '../../src/value.ts';

export const sasUrl = defineRule({
  meta: {
    id: 'sas-url',
    category: 'secrets',
    severity: 'error',
    title: 'A URL with its signature stands in the file',
    why: 'Whoever reads the file, its history or the deployment can use the URL until the key behind the signature is regenerated. The signature is a password.',
    remedy:
      'Regenerate the access key, take the signature out of the file, and call with a managed identity; where a signed URL must stay, keep it in Key Vault and pass it as a secure parameter.',
    sources: ['facts/security.md §4.1', 'facts/security.md §4.3', 'facts/security.md §7'],
    cwe: [798, 200],
    securitySeverity: 8.0,
  },
  judges: 'secret',
  messages: {
    signature: (data: { place: string; url: string }) =>
      `${data.place} holds a URL with a literal signature (${data.url}): whoever reads this file can use it.`,
    queries: (data: { place: string }) =>
      `${data.place} holds the literal signature of a URL: whoever reads this file can use it.`,
  },
  check(secret, say) {
    if (secret.kind !== 'sas-signature') return;
    const place = secret.operation === null ? 'This text' : `'${secret.operation}'`;
    const { at, url } = secret;
    if (url !== null) say('signature', at, { place, url: show(url, 90) }, { opens: at });
    else {
      // Given apart, in the queries of a request: the address stands beside them.
      const beside = at.pointer.replace(/\/queries\/[^/]*$/, '/uri');
      say('queries', at, { place }, beside === at.pointer ? {} : { opens: { file: at.file, pointer: beside } });
    }
  },
});
