/**
 * Is looking for secrets linear? Prints, for texts made to hurt, the time for a text and for one four times as
 * long: a ratio near 4 is linear, near 16 is quadratic. Run:
 * `npx esbuild bench/secret.ts --bundle --platform=node --format=esm | node --input-type=module`.
 */
import { secretsIn, secretsInRaw } from '../src/secret.ts';

const UNITS = [
  'sig=', 'sig%3D', 'eyJ', 'eyJaaaaaaaaaa.', 'AccountKey=', 'AccountKey=aaaaaaaaaaaaaaaa', 'password=', ';password=', '"password":"', '"sig":"\\',
  'Bearer ', 'Bearer aaaaaaaaaaaaaaaaaaaaaaaa', 'Basic aaaaaaaa', '://', '://a:', '://a:@', '8Q~', '/IncomingWebhook/', 'hooks.slack.com/services/a',
  '-----BEGIN PRIVATE KEY-----', 'a', 'a/', '=', '&code=', 'a2b3', '\\', '\\u0026sig=', 'AzFu', '%3D', 'subscription-key: ', '{"a":"b"},',
]; // prettier-ignore

function time(text: string): number {
  let best = Infinity;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    secretsIn(text);
    secretsInRaw(text);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

for (const unit of UNITS) {
  const small = time(unit.repeat(Math.ceil(250_000 / unit.length)));
  const large = time(unit.repeat(Math.ceil(1_000_000 / unit.length)));
  console.log(
    `${JSON.stringify(unit).padEnd(36)} 250 kB ${small.toFixed(1).padStart(8)} ms   1 MB ${large.toFixed(1).padStart(8)} ms   ratio ${(large / small).toFixed(1)}`,
  );
}
