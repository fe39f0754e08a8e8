import { describe, expect, it } from 'vitest';
import { parameterFilesFor } from '../../src/template/companions.ts';

const names = (template: string, files: readonly string[]): readonly string[] =>
  parameterFilesFor(template, files).map(
    (each) => `${each.environment}=${each.file}${each.specific ? '' : ' (loose)'}`,
  );

describe('parameter files by name', () => {
  it.each([
    ['x.json', 'x.parameters.dev.json', 'dev=x.parameters.dev.json'],
    ['x.json', 'x.dev.parameters.json', 'dev=x.dev.parameters.json'],
    ['x.json', 'x.parameters-dev.json', 'dev=x.parameters-dev.json'],
    ['x.json', 'x.parameters.json', 'default=x.parameters.json'],
    ['x.json', 'x.dev.json', 'dev=x.dev.json'],
    ['azuredeploy.json', 'azuredeploy.parameters.json', 'default=azuredeploy.parameters.json'],
    ['d/x.json', 'd/parameters/dev.json', 'dev=d/parameters/dev.json (loose)'],
    ['d/x.json', 'd/dev.parameters.json', 'dev=d/dev.parameters.json (loose)'],
    ['d/x.json', 'd/parameters.json', 'default=d/parameters.json (loose)'],
    ['d/x.json', 'd/parameters.prod.json', 'prod=d/parameters.prod.json (loose)'],
    ['d/x.json', 'd/parameters/prod/x.parameters.json', 'prod=d/parameters/prod/x.parameters.json'],
    ['d/x.json', 'd/prod/parameters.json', 'prod=d/prod/parameters.json (loose)'],
    ['templates/x.json', 'parameters/x.dev.json', 'dev=parameters/x.dev.json'],
    ['a/orders-template.json', 'a/orders-parameters.json', 'default=a/orders-parameters.json'],
    ['a/template.json', 'a/parameters.json', 'default=a/parameters.json (loose)'],
    ['X.json', 'x.Parameters.DEV.json', 'dev=x.Parameters.DEV.json'],
  ])('%s with %s', (template, file, expected) => {
    expect(names(template, [file])).toEqual([expected]);
  });

  it.each([
    ['x.json', 'y.parameters.json'],
    ['x.json', 'xy.parameters.json'],
    ['d/x.json', 'e/x.parameters.json'],
    ['d/x.json', 'x.parameters.json'],
    ['d/x.json', 'd/a/b/c/x.parameters.json'],
    ['d/x.json', 'd/other.json'],
    ['parameters.json', 'parameters.json'],
  ])('%s has nothing to do with %s', (template, file) => {
    expect(names(template, [file])).toEqual([]);
  });

  it('prefers the file that names the template, and the nearer one', () => {
    expect(names('d/x.json', ['d/dev.parameters.json', 'd/x.dev.parameters.json'])).toEqual([
      'dev=d/x.dev.parameters.json',
    ]);
    expect(names('d/x.json', ['d/parameters/x.dev.json', 'd/x.dev.json'])).toEqual(['dev=d/x.dev.json']);
  });

  it('does not depend on the order of files', () => {
    const files = ['x.dev.json', 'x.parameters.json', 'x.parameters.prod.json', 'prod.parameters.json'];
    expect(names('x.json', files)).toEqual(names('x.json', [...files].reverse()));
    expect(names('x.json', files)).toHaveLength(3);
  });

  it('takes the settings instead of names where there are any', () => {
    const found = parameterFilesFor('d/x.json', ['d/x.parameters.json'], {
      live: ['d/x.prod.parameters.json', 'd/y.prod.parameters.json'],
      trial: ['d/common.json'],
      elsewhere: ['far/away/off.json'],
    });
    expect(found).toEqual([
      { environment: 'live', file: 'd/x.prod.parameters.json', specific: true },
      { environment: 'trial', file: 'd/common.json', specific: false },
    ]);
  });
});
