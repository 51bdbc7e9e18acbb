import { expect, it } from 'vitest';
import { checkLayers } from '../../../platform/sql/check-layers.ts';
import { sketchModel } from './sketch-model.ts';

const existing = [sketchModel('staging.s'), sketchModel('intermediate.i'), sketchModel('marts.m')];

it.each([
  ['staging', ['raw.t']],
  ['intermediate', ['staging.s', 'intermediate.i']],
  ['marts', ['staging.s', 'intermediate.i', 'marts.m']],
  ['audits', ['raw.t', 'staging.s', 'intermediate.i', 'marts.m']],
  ['canaries', ['raw.t', 'staging.s', 'intermediate.i', 'marts.m']],
  ['codes', ['raw.t']],
])('lets %s read %j and nothing else', (layer, allowed) => {
  expect(() => checkLayers([...existing, sketchModel(`${layer}.x`, allowed)])).not.toThrow();
  const others = ['raw.t', 'staging.s', 'intermediate.i', 'marts.m', 'main.t'].filter(
    (name) => !allowed.includes(name),
  );
  for (const other of others) {
    expect(() => checkLayers([...existing, sketchModel(`${layer}.x`, [other])])).toThrow(
      `sql/shop/${layer}/x.sql: reads ${other} (${layer} may read `,
    );
  }
});

it('refuses a model that no file defines', () => {
  expect(() => checkLayers([...existing, sketchModel('marts.x', ['staging.missing'])])).toThrow(
    'sql/shop/marts/x.sql: reads staging.missing, which no file defines',
  );
});
