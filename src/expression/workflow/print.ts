/**
 * Trees back to text, and a walk over their calls. Printing is canonical (no white space, property access in
 * brackets), so that parsing what was printed gives the same tree.
 */
import type { Call, Expression, Template } from './ast.ts';

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** One expression, without `@`. Unreadable parts are printed as nothing. */
export function printExpression(expression: Expression): string {
  switch (expression.t) {
    case 'str':
      return quote(expression.v);
    case 'num':
    case 'bool':
    case 'null':
      return expression.v;
    case 'unknown':
      return '';
    case 'fn': {
      const derefs = expression.d.map(({ safe, e }) => `${safe ? '?' : ''}[${printExpression(e)}]`);
      return `${expression.n}(${expression.a.map(printExpression).join(',')})${derefs.join('')}`;
    }
  }
}

/** The JSON string value, with `@` and escapes. */
export function printTemplate(template: Template): string {
  if (template.kind === 'escaped') return template.segments.map((one) => (one.t === 'lit' ? `@${one.v}` : '')).join('');
  if (template.kind === 'expression')
    return template.segments.map((one) => (one.t === 'lit' ? '' : `@${printExpression(one)}`)).join('');
  let out = '';
  let before: string | undefined;
  for (const one of template.segments) {
    if (one.t !== 'lit') out += `@{${printExpression(one)}}`;
    else out += before !== undefined && before.endsWith('@') && one.v.startsWith('{') ? `@${one.v}` : one.v;
    before = one.t === 'lit' ? one.v : undefined;
  }
  return out;
}

/** Every call of a template, outer ones before their arguments. */
export function callsOf(template: Template): Call[] {
  const out: Call[] = [];
  const visit = (expression: Expression): void => {
    if (expression.t !== 'fn') return;
    out.push(expression);
    expression.a.forEach(visit);
    for (const { e } of expression.d) visit(e);
  };
  for (const segment of template.segments) if (segment.t !== 'lit') visit(segment);
  return out;
}
