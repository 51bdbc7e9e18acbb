import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TRIAL_FEATURES } from '../../activities/trial/read-landmarks.ts';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { columns } from '../../sql/columns.ts';
import { Landmarks } from '../../sql/trial/marts/landmarks.ts';
import { FEATURE_PAGES, listUndescribed, renderFeaturePage } from '../support/feature-doc.ts';

describe.each(FEATURE_PAGES)('$file', (page) => {
  it('is what the sidecar of its mart says (npm run docs writes it)', async () => {
    expect(await readFile(join(PROJECT_ROOT, page.file), 'utf8')).toBe(renderFeaturePage(page));
  });

  it('has words for every column of the mart', () => {
    expect(listUndescribed(page)).toEqual([]);
  });
});

it('a feature is a row with its words, another column a row of another table, and one without words is found', () => {
  const row = z.strictObject({
    id: z.string().register(columns, { definition: 'The customer' }),
    visits: z.int().register(columns, {
      definition: 'Visits | so far',
      unit: 'visits',
      known: 'each moment',
      missing: '0',
    }),
    mood: z.string(),
  });
  const page = { file: 'docs/shop.md', title: 'Shop', mart: 'sql/shop.sql', row, introduction: 'All of it.' };
  expect(listUndescribed(page)).toEqual(['mood']);
  expect(renderFeaturePage(page)).toBe(`# Shop

<!-- Written by \`npm run docs\` from the sidecar of sql/shop.sql. -->

All of it.

| feature | definition | unit | known from | missing |
| --- | --- | --- | --- | --- |
| \`visits\` | Visits \\| so far | visits | each moment | 0 |

Columns beside them, which no model sees:

| column | definition |
| --- | --- |
| \`id\` | The customer |
`);
});

it('the models of the trial see nothing that is not described as a feature', () => {
  const described = Object.entries(Landmarks.shape).flatMap(([name, field]) =>
    'unit' in (columns.get(field) ?? {}) ? [name] : [],
  );
  const used = TRIAL_FEATURES.map(({ name }) => name.replace(/_(sine|cosine|code)$/, ''));
  expect(used.filter((name) => !described.includes(name))).toEqual([]);
});
