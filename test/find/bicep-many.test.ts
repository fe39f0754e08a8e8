/** Many Bicep files, and compilers that do not behave: which files are compiled, how often a program is started, what is said. */
import { afterEach, expect, test, vi } from 'vitest';
import type { Found } from '../../src/find.ts';
import { compiled } from '../../src/find/bicep.ts';

type Ran = { error?: Error; status: number | null; stdout: Buffer; stderr: Buffer };

const ran = (code: string): Ran => ({
  error: Object.assign(new Error(code), { code }),
  status: null,
  stdout: Buffer.of(),
  stderr: Buffer.of(),
});
const WORKFLOW = "resource a 'Microsoft.Logic/workflows@2019-05-01' = {}\n";

function bring(...modules: readonly string[]): string {
  return modules.map((one, index) => `module m${index} '${one}' = {}\n`).join('');
}

/** Compiles texts by a stand-in, and counts what it is asked. */
function compile(texts: Readonly<Record<string, string>>, answer: (file: string) => Ran) {
  const spawnSync = vi.fn((_: string, args: readonly string[], __: object) => answer(args.at(-1) ?? ''));
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue({ spawnSync });
  const sources = Object.entries(texts).map(([id, text]) => ({ id, bytes: Buffer.from(text), project: '' }));
  const found: Found = { root: '/r', sources, skipped: [], unmatched: [] };
  return { ...compiled(found), spawnSync };
}
const good = (): Ran => ({ status: 0, stdout: Buffer.from('{}'), stderr: Buffer.of() });

afterEach(() => {
  vi.restoreAllMocks();
});

test('a row of modules is one template, a ring of them too, and modules of others are none', () => {
  const row = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`r${at}.bicep`, bring(`r${at + 1}.bicep`)]));
  const { sources } = compile(
    {
      ...row,
      'r2000.bicep': WORKFLOW,
      'a/x.bicep': bring('y.bicep'),
      'a/y.bicep': bring('x.bicep', '../b.bicep') + WORKFLOW,
      'b.bicep': bring('b.bicep'),
      'c.bicep': bring('c.bicep'),
    },
    good,
  );
  expect(sources.map(({ id }) => id)).toEqual(['a/x.bicep', 'r0.bicep']);
});

test('a compiler that hangs is killed, and asked once', () => {
  const { skipped, spawnSync } = compile({ 'a.bicep': WORKFLOW, 'b.bicep': WORKFLOW, 'c.bicep': WORKFLOW }, () =>
    ran('ETIMEDOUT'),
  );
  expect(spawnSync).toHaveBeenCalledTimes(1);
  expect(spawnSync.mock.calls[0]?.[2]).toMatchObject({ killSignal: 'SIGKILL', timeout: 60_000 });
  expect(skipped).toEqual([
    { file: 'a.bicep', reason: 'the Bicep compiler did not end in a minute' },
    { file: 'b.bicep', reason: 'the Bicep compiler took too long for the files before it' },
    { file: 'c.bicep', reason: 'the Bicep compiler took too long for the files before it' },
  ]);
});

test('a compiler has ten minutes for all files', () => {
  let now = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  const texts = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a${at}.bicep`, WORKFLOW]));
  const { sources, skipped } = compile(texts, () => {
    now += 59_000;
    return good();
  });
  expect([sources.length, skipped.length]).toEqual([11, 9]);
});

test('a compiler that prints without end', () => {
  const { skipped } = compile({ 'a.bicep': WORKFLOW }, () => ran('ENOBUFS'));
  expect(skipped).toEqual([{ file: 'a.bicep', reason: 'the Bicep compiler printed more than 64 MiB' }]);
});

test('of its complaints the first is told, and the rest not read', () => {
  const stderr = Buffer.from(`a.bicep(1,1) : Error BCP018: first\n${'Error x\n'.repeat(100_000)}`);
  const subarray = vi.spyOn(stderr, 'subarray');
  const { skipped } = compile({ 'a.bicep': WORKFLOW }, () => ({ status: 1, stdout: Buffer.of(), stderr }));
  expect(skipped.map(({ reason }) => reason)).toEqual(['the Bicep compiler refuses it: Error BCP018: first']);
  expect(subarray).toHaveBeenCalledWith(0, 65_536);
});
