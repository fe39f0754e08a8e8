/** The picture in its forms: what is drawn, and that no name of a stranger becomes markup, script or syntax. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dot } from '../../src/graph/dot.ts';
import { layout } from '../../src/graph/layout.ts';
import { mermaid } from '../../src/graph/mermaid.ts';
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

  test('dot', () => {
    expect(dot(plain)).toContain('"a" -> "b" [label="orders", color="#cf222e", style=solid];');
  });

  test('svg holds every call and workflow', () => {
    const drawn = svg(plain, layout(plain));
    expect(drawn.match(/data-edge=/g)).toHaveLength(2);
    expect(drawn.match(/data-node=/g)).toHaveLength(2);
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
