/** The picture in its forms: what is drawn, and that no name of a stranger becomes markup, script or syntax. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dot } from '../../src/graph/dot.ts';
import { columnsOf, crossed } from '../../src/graph/columns.ts';
import { type Box, layout } from '../../src/graph/layout.ts';
import { mermaid, tooLarge } from '../../src/graph/mermaid.ts';
import { page } from '../../src/graph/page.ts';
import { brief, type Picture, tally } from '../../src/graph/picture.ts';
import { svg } from '../../src/graph/svg.ts';

const HOSTILE = `<img src=x onerror=alert(1)>"'\`]]></script><script>alert(2)</script>\u202Eevil\u0007`;

function picture(name: string): Picture {
  const spot = { file: `${name}.json`, range: null, excerpt: { firstLine: 1, lines: [name] } };
  const node = { label: name, group: name, spot, outside: false };
  const edge = {
    from: 'a',
    to: 'b',
    action: name,
    trigger: name,
    answer: name,
    carries: [name],
    because: [{ text: name, spot }],
    assumptions: [name],
    spot,
  };
  return {
    title: 'Calls',
    nodes: [
      { id: 'a', ...node },
      { id: 'b', ...node, label: 'receiver' },
    ],
    edges: [
      { id: 'e0', ...edge, outcome: 'refused', environments: ['dev'] },
      { id: 'e1', ...edge, outcome: 'accepted', environments: ['prod'] },
    ],
  };
}

/** Boxes that stand on top of one another. */
function overlapping(all: readonly Box[]): readonly Box[] {
  return all.filter((a, index) =>
    all
      .slice(index + 1)
      .some((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
  );
}

describe('the picture', () => {
  const plain = picture('orders');

  test('mermaid', () => {
    expect(mermaid(plain)).toBe(
      [
        'flowchart LR',
        '  subgraph g0["orders"]',
        '    n0["orders"]',
        '    n1["receiver"]',
        '  end',
        '  n0 --x|"orders"| n1',
        '  n0 -->|"orders"| n1',
        '  linkStyle 0 stroke:#cf222e',
        '  linkStyle 1 stroke:#1a7f37',
      ].join('\n'),
    );
  });

  test('more than Mermaid draws is said', () => {
    const edges = Array.from({ length: 501 }, () => plain.edges).flat();
    expect(tooLarge({ ...plain, edges: edges.slice(0, 500) }, '')).toBeNull();
    expect(tooLarge({ ...plain, edges: edges.slice(0, 501) }, '')).toContain('501 calls');
    expect(tooLarge(plain, 'x'.repeat(50_001))).toContain('50001 characters');
  });

  test('dot', () => {
    expect(dot(plain)).toContain('"a" -> "b" [label="orders", color="#cf222e", style=solid];');
  });

  test('svg holds every call and workflow', () => {
    const drawn = svg(plain, layout(plain));
    expect(drawn.match(/data-edge=/g)).toHaveLength(2);
    expect(drawn.match(/data-node=/g)).toHaveLength(2);
    expect(drawn).not.toMatch(/NaN|undefined/);
  });

  test('what hangs together stands together, nothing on top of anything, hundreds in the shape of a page', () => {
    const spot = { file: 'a.json', range: null, excerpt: null };
    const nodes = Array.from({ length: 300 }, (_, index) => ({
      id: `n${String(index)}`,
      label: `workflow-${String(index)}`,
      group: '',
      spot: null,
      outside: false,
    }));
    const more = { action: 'a', trigger: null, outcome: 'accepted' as const, answer: '', carries: [], because: [] };
    const edges = nodes
      .filter((_, index) => index % 3 < 2)
      .map(({ id }, index) => {
        const to = `n${String(Number(id.slice(1)) + 1)}`;
        return { ...more, id: `e${String(index)}`, from: id, to, assumptions: [], spot, environments: [] };
      });
    const { boxes, lines, width, height } = layout({ title: 'Calls', nodes, edges });
    const all = [...boxes.values()];
    expect(all).toHaveLength(300);
    expect(overlapping(all)).toEqual([]);
    expect(all.every((box) => box.x >= 0 && box.y >= 0 && box.x + box.width <= width)).toBe(true);
    expect(all.every((box) => box.y + box.height <= height)).toBe(true);
    expect(width / height).toBeGreaterThan(0.8);
    expect(width / height).toBeLessThan(3);
    // From side to side.
    for (const { id, from, to } of edges) {
      const [sender, receiver, points] = [boxes.get(from), boxes.get(to), lines.get(id)];
      expect(points?.[0]?.x).toBe((sender?.x ?? 0) + (sender?.width ?? 0));
      expect(points?.at(-1)?.x).toBe(receiver?.x);
    }
  });

  test.each<[string, number, (index: number) => readonly [number, number]]>([
    ['a chain', 600, (index) => [index, index + 1]],
    ['a ring', 600, (index) => [index, (index + 1) % 600]],
    ['everybody calls one', 600, (index) => [index + 1, 0]],
    ['one calls everybody', 600, (index) => [0, index + 1]],
    ['everybody calls everybody', 900, (index) => [index % 30, 30 + Math.floor(index / 30)]],
    ['a ring that everybody calls too', 600, (index) => (index % 2 === 0 ? [index, index + 2] : [index + 1, 0])],
    ['oneself, in a chain', 900, (index) => [index >> 1, (index + 1) >> 1]],
  ])('more than dagre draws in a moment: %s', (_, many, ends) => {
    const edges = Array.from({ length: many }, (_, index) => {
      const [from, to] = ends(index);
      const [edge] = plain.edges;
      if (edge === undefined) throw new Error('no edge');
      return { ...edge, id: `e${String(index)}`, from: `n${String(from)}`, to: `n${String(to)}` };
    });
    const [node] = plain.nodes;
    if (node === undefined) throw new Error('no node');
    const ids = new Set(edges.flatMap(({ from, to }) => [from, to]));
    const nodes = [...ids].map((id) => ({ ...node, id }));
    const { boxes, lines, width, height } = layout({ title: 'Calls', nodes, edges });
    const all = [...boxes.values()];
    expect(all).toHaveLength(ids.size);
    expect(all.every((box) => box.x >= 0 && box.y >= 0 && box.x + box.width <= width)).toBe(true);
    expect(all.every((box) => box.y + box.height <= height)).toBe(true);
    expect(overlapping(all)).toEqual([]);
    for (const { id, from, to } of edges) {
      const [sender, receiver, points] = [boxes.get(from), boxes.get(to), lines.get(id)];
      const [start, end] = [points?.[0], points?.at(-1)];
      if (sender === undefined || receiver === undefined || start === undefined || end === undefined)
        throw new Error('not drawn');
      expect([sender.x, sender.x + sender.width]).toContain(start.x);
      expect([receiver.x, receiver.x + receiver.width]).toContain(end.x);
    }
  });

  test('a ring of a hundred thousand workflows has its columns', () => {
    const many = 100_000;
    const nodes = Array.from({ length: many }, (_, index) => ({ id: String(index) }));
    const edges = nodes.map(({ id }, index) => ({ from: id, to: String((index + 1) % many) }));
    const columns = columnsOf(nodes, edges);
    expect(columns[many - 1]).toBe(many - 1);
    expect(crossed(nodes, edges, columns)).toBe(2 * (many - 1));
  });

  test('calls that go round, and a call of oneself, are drawn', () => {
    const [edge] = plain.edges;
    if (edge === undefined) throw new Error('no edge');
    const ring = {
      ...plain,
      edges: [edge, { ...edge, id: 'back', from: 'b', to: 'a' }, { ...edge, id: 'own', to: 'a' }],
    };
    const drawn = svg(ring, layout(ring));
    expect(drawn.match(/<path class="line" d="M[\d.]+ [\d.]+C/g)).toHaveLength(3);
    expect(drawn).not.toMatch(/NaN|undefined/);
  });

  test('counts', () => {
    expect(tally(plain.edges)).toEqual({ accepted: 1, refused: 1, unknown: 0, unlinked: 0 });
    expect(brief('x'.repeat(50))).toHaveLength(40);
  });

  test('an empty picture is a picture', () => {
    const empty: Picture = { title: 'Calls', nodes: [], edges: [] };
    expect(page(empty, layout(empty))).toContain('0 workflows, 0 calls');
    expect(mermaid(empty)).toBe('flowchart LR');
  });
});

describe('hostile names stay text', () => {
  const hostile = picture(HOSTILE);
  const html = page(hostile, layout(hostile));

  test('the page has its two script elements and no other markup of a stranger', () => {
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/[\u0007\u202E]/);
  });

  test('the content policy admits the one script by its hash, and nothing else', () => {
    const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(html).toContain(`script-src 'sha256-${hash}'`);
    expect(html).toContain("default-src 'none'");
    expect(script).not.toMatch(/innerHTML|insertAdjacent|document\.write|eval\(/);
  });

  test('the data is JSON that comes back whole', () => {
    const data = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    const { edges } = JSON.parse(data) as { edges: { action: string }[] };
    expect(edges[0]?.action).toContain('<img src=x onerror=alert(1)>');
  });

  test('svg, mermaid and dot', () => {
    expect(svg(hostile, layout(hostile))).not.toMatch(/<img|<script|\u202E/);
    const labels = [...mermaid(hostile).matchAll(/"([^"]*)"/g)].map((found) => found[1] ?? '');
    expect(labels.length).toBeGreaterThan(3);
    for (const label of labels) expect(label).not.toMatch(/[<>`\u202E\n]/);
    expect(dot(hostile)).not.toMatch(/\u202E|\u0007/);
    expect(
      dot(hostile)
        .split('\n')
        .every((line) => (line.replaceAll('\\\\', '').replaceAll('\\"', '').match(/"/g)?.length ?? 0) % 2 === 0),
    ).toBe(true);
  });
});
