import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TRIAL_FEATURES } from '../../activities/trial/read-landmarks.ts';
import { settingsOf } from '../../models/contracts/project-config.ts';
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
  const page = {
    file: 'docs/shop.md',
    title: 'Shop',
    tables: [{ mart: 'sql/shop.sql', row }],
    introduction: 'All of it.',
  };
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

it('a page of several marts says what a row of each is, and what the spec calls its columns', () => {
  const row = z.strictObject({
    id: z.string().register(columns, { definition: 'The customer', spec: 'cust' }),
  });
  const tables = ['one', 'two'].map((name) => ({
    mart: `sql/${name}.sql`,
    row,
    about: `One row per ${name}.`,
  }));
  const page = renderFeaturePage({ file: 'docs/shop.md', title: 'Shop', introduction: 'All of it.', tables });
  expect(page.match(/^## .*\n\n.*/gm)).toEqual(['## one\n\nOne row per one.', '## two\n\nOne row per two.']);
  expect(page).toContain('| `id` | The customer | cust |');
});

describe('docs/affiliate-features.md', async () => {
  const text = await readFile(join(PROJECT_ROOT, 'docs/affiliate-features.md'), 'utf8');

  it.each([
    ['buy_am_per_ct', '연간구매금액2', '연간구매금액3', '연간구매금액6', '연간구매금액236'],
    ['num_pur2', 'num_pur3', 'num_pur6', 'how_many_cop', 'online_friendly', 'A01 … L01'],
    ['유통평균주기', '제휴평균주기', 'Lpay평균주기', '총합평균주기'],
    ['Top5상품', 'Top5상품금액', 'pur6_bin', 'apv', 'cv', 'lt', 'cltv'],
    ['repurchase gap', 'repurchase count'],
  ])('has every feature of section 3 of the spec: %s …', (...names) => {
    for (const name of names) expect(text).toContain(`| ${name} |`);
  });
});

it('docs/affiliate-cleaning.md names the default of its switch', async () => {
  const text = await readFile(join(PROJECT_ROOT, 'docs/affiliate-cleaning.md'), 'utf8');
  expect(text).toContain(`\`${settingsOf({}, 'any').extracts}\` (the default)`);
});
