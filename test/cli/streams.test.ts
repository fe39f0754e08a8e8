import { PassThrough } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { Output } from '../../src/cli/streams.ts';

/** An output that takes so many bytes and then fails; tests run in a process whose standard output is no terminal. */
function output(takes: number, code: string) {
  const at: string[] = [];
  const stream = new PassThrough();
  const open = vi.fn(() => stream);
  const put = vi.fn((_: number, bytes: Uint8Array) => {
    if (at.join('').length >= takes) throw Object.assign(new Error(code), { code });
    const now = Buffer.from(bytes).subarray(0, 2);
    at.push(now.toString());
    return now.length;
  });
  return {
    out: new Output(1, open, put),
    open,
    put,
    at,
    left: () => (stream.read() as Buffer | null)?.toString() ?? '',
  };
}

describe.skipIf(process.stdout.isTTY || process.platform === 'win32')('an output that is no terminal', () => {
  test('is written at once, in as many pieces as it takes, and opens no stream', () => {
    const { out, open, at } = output(Infinity, '');
    out.write('12345');
    expect(at).toEqual(['12', '34', '5']);
    expect(open).not.toHaveBeenCalled();
    expect([out.isTerminal, out.columns]).toEqual([false, 0]);
  });

  test('full and not waiting: the stream takes the rest, and all that comes after', () => {
    const { out, put, at, left } = output(4, 'EAGAIN');
    out.write('12345');
    out.write('678');
    expect(at).toEqual(['12', '34']);
    expect(put).toHaveBeenCalledTimes(3);
    expect(left()).toBe('5678');
  });

  test.each([
    ['EPIPE', undefined],
    ['ENOSPC', 2],
  ])('%s ends the run with the status %s', (code, status) => {
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
      throw new Error('ended');
    });
    const before = process.exitCode;
    process.exitCode = undefined;
    try {
      const { out, at } = output(2, code);
      expect(() => {
        out.write('123');
      }).toThrow('ended');
      expect(exit).toHaveBeenCalledWith(status);
      expect(at).toEqual(['12']);
    } finally {
      process.exitCode = before;
      exit.mockRestore();
    }
  });
});
