import { expect, it } from 'vitest';
import { listRawTables } from '../../../platform/sql/list-raw-tables.ts';
import { sketchModel } from './sketch-model.ts';

it('follows targets down to the raw tables they rest on', () => {
  const project = {
    models: [
      sketchModel('staging.visits', ['raw.visits', 'raw.branches']),
      sketchModel('staging.products', ['raw.products']),
      sketchModel('marts.customers', ['staging.visits']),
    ],
    audits: [sketchModel('audits.none_lost', ['marts.customers', 'raw.customers'])],
    canaries: [],
    codes: [],
  };
  expect(listRawTables(project, ['marts.customers'])).toEqual(['raw.branches', 'raw.visits']);
  expect(listRawTables(project, ['marts.customers', 'staging.products'])).toEqual([
    'raw.branches',
    'raw.products',
    'raw.visits',
  ]);
  expect(listRawTables(project, ['audits.none_lost'])).toEqual([
    'raw.branches',
    'raw.customers',
    'raw.visits',
  ]);
});
