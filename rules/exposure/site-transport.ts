import type { SiteSetting } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

/** What is weak, by the setting's name: facts/security.md §2.3, §7. */
const WEAK: Readonly<Record<string, 'http' | 'tls' | 'ftp' | 'publishing'>> = {
  httpsOnly: 'http',
  minTlsVersion: 'tls',
  scmMinTlsVersion: 'tls',
  ftpsState: 'ftp',
  scm: 'publishing',
  ftp: 'publishing',
};

function isWeak({ name, value }: SiteSetting): boolean {
  const known = value.kind === 'known' ? value.value : null;
  if (name === 'httpsOnly') return known === false;
  if (name === 'scm' || name === 'ftp') return known === true;
  const text = asText(value)?.toLowerCase();
  return name === 'ftpsState' ? text === 'allallowed' : text === '1.0' || text === '1.1';
}

export const siteTransport = defineRule({
  meta: {
    id: 'site-transport',
    category: 'exposure',
    severity: 'warning',
    title: 'The way to this site is weakly guarded: plain HTTP, old TLS, plain FTP or a publishing password',
    why: 'A token or a signature that travels over plain HTTP or old TLS can be read on the way, and whoever can upload files to the app by FTP or with its publishing password is the app.',
    remedy:
      'Set httpsOnly to true, minTlsVersion to 1.2 or higher, ftpsState to Disabled or FtpsOnly, and allow to false in basicPublishingCredentialsPolicies.',
    sources: ['facts/security.md §2.3', 'facts/security.md §7'],
    cwe: [319, 326],
    securitySeverity: 4.0,
  },
  judges: 'site',
  messages: {
    http: (data: { site: string }) => `'${data.site}' answers plain HTTP too: httpsOnly is false.`,
    tls: (data: { site: string; name: string; value: string }) =>
      `'${data.site}' accepts TLS ${data.value} (${data.name}): versions below 1.2 are broken.`,
    ftp: (data: { site: string }) =>
      `'${data.site}' takes files by plain FTP (ftpsState AllAllowed): name and password travel in the open.`,
    publishing: (data: { site: string; name: string }) =>
      `The publishing password of '${data.site}' is allowed for ${data.name === 'ftp' ? 'FTP' : 'the deployment site (SCM)'}: whoever has it replaces the app.`,
  },
  check({ settings, ours, name: site }, say) {
    if (!ours) return;
    const closed = settings.some(
      ({ name, value }) => name === 'ftpsState' && asText(value)?.toLowerCase() === 'disabled',
    );
    for (const setting of settings.filter(isWeak)) {
      const { name, value, at } = setting;
      const message = WEAK[name];
      // Where FTP is disabled altogether its password opens nothing.
      if (message === undefined || (name === 'ftp' && closed)) continue;
      say(message, at, { site, name, value: asText(value) ?? '' }, { about: name });
    }
  },
});
