/** Takes the signature out of a literal callback URL: `sp`, `sv` and `sig` go, what else it says stays (facts/security.md §4.1). */
const SIGNED = /^(?:sp|sv|sig)=/i;

/** The URL without its signature; undefined where the text is no literal URL, or has none. */
export function unsigned(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url) || /[@[{}]/.test(url)) return undefined;
  const mark = url.indexOf('?');
  if (mark < 0 || url.includes('#')) return undefined;
  const all = url.slice(mark + 1).split('&');
  const kept = all.filter((one) => !SIGNED.test(one));
  if (kept.length === all.length) return undefined;
  return kept.length === 0 ? url.slice(0, mark) : `${url.slice(0, mark + 1)}${kept.join('&')}`;
}
