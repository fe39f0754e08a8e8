/** Breaks documents: first as trees, where the shape stays JSON; then, for some, as bytes. */
import { EXPRESSIONS, NAMES, VALUES } from './hostile.mjs';

/** Places of a tree: each is a holder and the key in it. A sample where there are very many. */
function placesIn(root) {
  const places = [];
  const open = [root];
  for (let holder = open.pop(); holder !== undefined && places.length < 5000; holder = open.pop()) {
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      const item = holder[key];
      if (typeof item === 'object' && item !== null) open.push(item);
    }
  }
  return places;
}

/** An own member whatever its name. */
function put(holder, key, value) {
  if (Array.isArray(holder)) holder[key] = value;
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Gives a member another name and leaves it where it stands. */
function rename(holder, key, name) {
  const entries = Object.entries(holder).map(([one, value]) => [one === key ? name : one, value]);
  for (const one of Object.keys(holder)) delete holder[one];
  for (const [one, value] of entries) put(holder, one, value);
}

function nested(random, depth, value) {
  let out = value;
  for (let i = 0; i < depth; i++) out = random.chance(0.5) ? [out] : { a: out };
  return out;
}

const copyOf = (value) => (value === undefined ? null : structuredClone(value));

/** name → what it does to one place; `pool`: places of the whole tree. */
const TREE = {
  type: (random, { holder, key }) => put(holder, key, copyOf(random.pick(VALUES))),
  expression: (random, { holder, key }) => put(holder, key, random.pick(EXPRESSIONS)),
  splice: (random, { holder, key }) => {
    const old = holder[key];
    if (typeof old !== 'string') return;
    const at = random.below(old.length + 1);
    put(holder, key, old.slice(0, at) + random.pick([...EXPRESSIONS, ...NAMES]) + old.slice(at + random.below(4)));
  },
  name: (random, { holder, key }) => {
    if (!Array.isArray(holder)) rename(holder, key, random.pick(NAMES));
  },
  swap: (random, { holder, key }, pool) => {
    const other = random.pick(pool);
    const [one, two] = [copyOf(holder[key]), copyOf(other.holder[other.key])];
    put(holder, key, two);
    if (Object.hasOwn(other.holder, other.key)) put(other.holder, other.key, one);
  },
  otherName: (random, { holder, key }, pool) => {
    if (!Array.isArray(holder)) rename(holder, key, String(random.pick(pool).key));
  },
  drop: (_, { holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  graft: (random, { holder }, pool) => {
    const other = random.pick(pool);
    put(holder, Array.isArray(holder) ? holder.length : other.key, copyOf(other.holder[other.key]));
  },
  letterCase: (random, { holder, key }) => {
    if (!Array.isArray(holder)) rename(holder, key, random.chance(0.5) ? key.toUpperCase() : key.toLowerCase());
  },
  hostileMember: (random, { holder, key }) => {
    const target = holder[key];
    if (typeof target === 'object' && target !== null && !Array.isArray(target))
      put(target, random.pick(NAMES), copyOf(random.pick(VALUES)));
  },
  poison: (random, { holder, key }) => {
    const target = holder[key];
    if (typeof target !== 'object' || target === null || Array.isArray(target)) return;
    const whole = copyOf(target);
    put(target, '__proto__', random.chance(0.5) ? whole : { type: 'Http', inputs: { uri: 'https://x.example' } });
    if (random.chance(0.3)) put(target, 'constructor', { prototype: whole });
  },
  swapKeys: (random, { holder, key }) => {
    if (Array.isArray(holder)) return;
    const other = random.pick(Object.keys(holder));
    const [one, two] = [holder[key], holder[other]];
    put(holder, key, two);
    put(holder, other, one);
  },
  deep: (random, { holder, key }) => put(holder, key, nested(random, random.pick([20, 150, 255, 300]), 'x')),
  wide: (random, { holder, key }) => {
    const old = holder[key];
    const count = random.pick([50, 400]);
    if (Array.isArray(old) && old.length > 0)
      put(
        holder,
        key,
        Array.from({ length: count }, () => copyOf(random.pick(old))),
      );
    else if (typeof old === 'object' && old !== null) {
      const members = Object.values(old);
      for (let i = 0; i < count && members.length > 0; i++) put(old, `n${i}`, copyOf(random.pick(members)));
    } else put(holder, key, random.letters(1, 'ax[@').repeat(random.pick([5000, 200_000])));
  },
};
const KINDS = Object.keys(TREE);

/** Changes a tree in place; the words say how. Stops where it has grown too large to be a document. */
export function breakTree(random, root) {
  const done = [];
  for (let i = 1 + random.below(5); i > 0; i--) {
    const pool = placesIn(root);
    if (pool.length === 0 || pool.length >= 5000) break;
    const kind = random.pick(KINDS);
    TREE[kind](random, random.pick(pool), pool);
    done.push(kind);
  }
  return done;
}

/** name → bytes of a text, spoilt. */
const BYTES = {
  flip: (random, text) => {
    const bytes = Buffer.from(text);
    for (let i = 1 + random.below(6); i > 0 && bytes.length > 0; i--)
      bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  cut: (random, text) => Buffer.from(text).subarray(0, random.below(text.length + 1)),
  stutter: (random, text) => {
    const at = random.below(text.length + 1);
    const length = random.below(200);
    return Buffer.from(text.slice(0, at + length) + text.slice(at));
  },
  utf16: (_, text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  utf16be: (_, text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  halfUtf16: (random, text) =>
    Buffer.concat([Buffer.from(text.slice(0, random.below(text.length + 1))), Buffer.from(text, 'utf16le')]),
  mark: (_, text) => Buffer.from(`\ufeff${text}`),
  comments: (random, text) =>
    Buffer.from(text.replaceAll(random.pick(['{', ',', ':']), (sign) => `${sign}/* x */ // y\n`)),
  commas: (_, text) => Buffer.from(text.replaceAll(/([\]}])/g, ',$1')),
  returns: (_, text) => Buffer.from(text.replaceAll('\n', '\r\n')),
  newlines: (_, text) => Buffer.from(text.replaceAll(/[ ](?=[a-z])/g, '\n')),
  twice: (_, text) => Buffer.from(text.replaceAll(/("[^"]{1,30}"): ?("[^"]{0,60}")/g, '$1: $2, $1: $2')),
};
const SPOILS = Object.keys(BYTES);

export function breakBytes(random, text) {
  const kind = random.pick(SPOILS);
  return { kind, bytes: BYTES[kind](random, text) };
}

/** Puts a signed URL somewhere in the tree; gives its signature, or null where there was no place. */
export function plantSecret(random, root) {
  const places = placesIn(root).filter(({ holder, key }) => typeof holder[key] === 'string');
  if (places.length === 0) return null;
  const signature = `${random.letters(20)}-${random.letters(22)}`;
  const { holder, key } = random.pick(places);
  const url = `https://prod-00.westeurope.logic.azure.com/workflows/00000000000000000000000000000001/triggers/manual/paths/invoke?api-version=2016-10-01&sp=%2Ftriggers&sv=1.0&sig=${signature}`;
  const shape = random.below(4);
  if (shape === 0) put(holder, key, url);
  else if (shape === 1) put(holder, key, `[concat('${url}', parameters('x'))]`);
  else if (shape === 2) put(holder, key, `@{concat('${url}', body('x'))}`);
  else if (!Array.isArray(holder)) rename(holder, key, url);
  else put(holder, key, url);
  return signature;
}
