/** What a run says of files that it recognises and does not read. */
import { expect, test } from 'vitest';
import { lint } from '../src/lint.ts';
import type { Json } from '../src/model.ts';
import { SETTINGS } from './fixtures.ts';

function noticesOf(value: Json, quiet = false): readonly string[] {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const sources = [{ id: 'plan.json', bytes, project: '', ...(quiet ? { quiet } : {}) }];
  return lint({ sources, settings: SETTINGS }).notices.map(({ text }) => text);
}

const resource = { address: 'azurerm_logic_app_workflow.orders', type: 'azurerm_logic_app_workflow' };
const plan = { format_version: '1.2', planned_values: { root_module: { resources: [resource] } } };

test('a Terraform plan with Logic Apps is named as not read', () => {
  expect(noticesOf(plan)).toEqual(['a Terraform plan is not read: its Logic Apps are not judged']);
  expect(noticesOf({ format_version: '1.2', resource_changes: [resource] })).toHaveLength(1);
});

test('other plans, other files and files that git ignores are not', () => {
  expect(noticesOf({ format_version: '1.2', planned_values: { root_module: {} } })).toEqual([]);
  expect(noticesOf({ format_version: '1.2', note: 'azurerm_logic_app_workflow' })).toEqual([]);
  expect(noticesOf(plan, true)).toEqual([]);
});
