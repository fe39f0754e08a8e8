/** From a pointer into a compiled template to the line of the Bicep file. */
import { describe, expect, test } from 'vitest';
import { declarationsIn } from '../../src/locate/bicep.ts';

const TEXT = `param prefix string
var names = [ 'a' ]
resource a 'Microsoft.Logic/workflows@2019-05-01' = {
  name: 'a'
  resource inner 'child@2019-05-01' = {
    name: 'b'
  }
}
module m 'm.bicep' = {
  name: 'm'
}
resource b 'microsoft.logic/workflows@2019-05-01' = if (prefix != '') {
}
output id string = a.id
`;

function lineOf(pointer: string, resources: unknown): string {
  const template = JSON.parse(JSON.stringify({ resources })) as { resources: [] };
  const [start, end] = declarationsIn(TEXT, template)(pointer);
  return TEXT.slice(start, end);
}

const type = (name: string) => ({ type: name, apiVersion: '2019-05-01' });
const LIST = [
  type('Microsoft.Logic/workflows'),
  type('Microsoft.Resources/deployments'),
  type('Microsoft.Logic/workflows'),
];

describe('declarations', () => {
  test.each([
    ['/parameters/prefix/type', 'param prefix string'],
    ['/variables/names/0', `var names = [ 'a' ]`],
    ['/outputs/id/value', 'output id string = a.id'],
    ['/resources/0/properties/definition', `resource a 'Microsoft.Logic/workflows@2019-05-01' = {`],
    ['/resources/1/properties/template/resources/0', `module m 'm.bicep' = {`],
    ['/resources/2', `resource b 'microsoft.logic/workflows@2019-05-01' = if (prefix != '') {`],
  ])('%s in a list', (pointer, line) => {
    expect(lineOf(pointer, LIST)).toBe(line);
  });

  test.each([
    ['/resources/b/properties', `resource b 'microsoft.logic/workflows@2019-05-01' = if (prefix != '') {`],
    ['/resources/a::inner/properties', `resource inner 'child@2019-05-01' = {`],
    ['/resources/m/properties', `module m 'm.bicep' = {`],
  ])('%s by symbolic name', (pointer, line) => {
    expect(lineOf(pointer, {})).toBe(line);
  });

  test('where the numbers differ the first of the type is shown, and the top of the file where there is none', () => {
    expect(lineOf('/resources/0', [type('Microsoft.Logic/workflows')])).toContain('resource a');
    expect(lineOf('/resources/0', [type('Microsoft.Web/sites')])).toBe('');
    expect(lineOf('', LIST)).toBe('');
    expect(lineOf('/resources/9/x', LIST)).toBe('');
    expect(lineOf('/parameters/__proto__', LIST)).toBe('');
  });
});
