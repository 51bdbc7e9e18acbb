import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { sampleRows } from '../../../models/samplers/sample-rows.ts';
import { Sampler } from '../../../models/samplers/sampler.ts';
import { plantTrial } from './planted-trial.ts';

const rows = plantTrial(400, 1);

describe('every sampler', () => {
  it.each(Sampler.options)('%s changes nothing it is given and repeats itself by its seed', (sampler) => {
    const before = structuredClone(rows);
    const sampled = sampleRows(rows, sampler, createRandom(7));
    expect(rows).toEqual(before);
    expect(sampleRows(rows, sampler, createRandom(7))).toEqual(sampled);
  });

  it.each(Sampler.options)('%s says which row each is or was made from', (sampler) => {
    const { table, labels, sources, made, removed } = sampleRows(rows, sampler, createRandom(7));
    expect(sources).toHaveLength(table.rows);
    expect(table.rows).toBe(rows.table.rows - removed + made);
    for (const [row, source] of sources.entries()) {
      expect(labels[row]).toBe(rows.labels[source]);
      if (row < table.rows - made) {
        expect(table.categories.season![row]).toBe(rows.table.categories.season![source]);
      }
    }
  });

  it.each(Sampler.options)('%s refuses labels that are no labels', (sampler) => {
    expect(() =>
      sampleRows({ ...rows, labels: rows.labels.map((label) => label * 2) }, sampler, createRandom(1)),
    ).toThrow(/invalid training rows: label 2 in row \d+ \(expected 0 or 1\)/);
    expect(() => sampleRows({ ...rows, labels: rows.labels.subarray(1) }, sampler, createRandom(1))).toThrow(
      'invalid training rows: features: 400 rows (expected 399, one for each label)',
    );
  });
});

it('leaves rows as they are without a sampler', () => {
  const sampled = sampleRows(rows, 'none', createRandom(1));
  expect(sampled).toMatchObject({ table: rows.table, labels: rows.labels, made: 0, removed: 0 });
  expect(sampled).not.toHaveProperty('weights');
});

it('weighs both classes alike with class weights', () => {
  const { weights, table } = sampleRows(rows, 'class-weights', createRandom(1));
  const sumOf = (label: number) =>
    weights!.reduce((sum, weight, row) => sum + (rows.labels[row] === label ? weight : 0), 0);
  expect(sumOf(1)).toBeCloseTo(200, 3);
  expect(sumOf(0)).toBeCloseTo(200, 3);
  expect(table).toBe(rows.table);
});

it('has as many rows of both classes after SMOTETomek, by another seed others', () => {
  const sampled = sampleRows(rows, 'smote-tomek', createRandom(1));
  expect(sampled.made).toBeGreaterThan(0);
  expect(sampled.labels.reduce((sum, label) => sum + label, 0)).toBe(sampled.labels.length / 2);
  expect(sampleRows(rows, 'smote-tomek', createRandom(2)).table).not.toEqual(sampled.table);
});

it.each(['class-weights', 'smote-tomek'] as const)('%s refuses one class alone', (sampler) => {
  const alone = { ...rows, labels: new Uint8Array(400) };
  expect(() => sampleRows(alone, sampler, createRandom(1))).toThrow('invalid labels: 400 rows of one class');
});
