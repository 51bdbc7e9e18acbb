import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settingsOf } from '../../models/contracts/project-config.ts';
import { AFFILIATE_FEATURES } from '../tools/affiliate-features.ts';
import { describeFeatures } from '../tools/describe-features.ts';
import { replaceTables } from '../tools/replace-tables.ts';

const page = await readFile(new URL('../../docs/affiliate-features.md', import.meta.url), 'utf8');

describe('docs/affiliate-features.md', () => {
  it('is what the notes beside the columns say (else run node --import tsx test/tools/write-features.ts)', () => {
    expect(replaceTables(page, describeFeatures(AFFILIATE_FEATURES))).toBe(page);
  });

  it.each([
    ['buy_am_per_ct', '연간구매금액2', '연간구매금액3', '연간구매금액6', '연간구매금액236'],
    ['num_pur2', 'num_pur3', 'num_pur6', 'how_many_cop', 'online_friendly', 'A01 … L01'],
    ['유통평균주기', '제휴평균주기', 'Lpay평균주기', '총합평균주기'],
    ['Top5상품', 'Top5상품금액', 'pur6_bin', 'apv', 'cv', 'lt', 'cltv'],
    ['repurchase gap', 'repurchase count'],
  ])('has every feature of section 3: %s …', (...names) => {
    for (const name of names) expect(page).toMatch(new RegExp(`\\| ${name} \\|$`, 'm'));
  });

  it('names the default of the switch', () => {
    expect(page).toContain(`\`${settingsOf({}, 'any').extracts}\` (the default)`);
  });

  it('gives every number a unit', () => {
    const bare = AFFILIATE_FEATURES.flatMap(({ name, row }) =>
      Object.entries(row.shape)
        .filter(([column, field]) => column !== 'rank' && isNumber(field))
        .filter(([, field]) => (field as z.ZodType).meta()?.unit === '')
        .map(([column]) => `${name}.${column}`),
    );
    expect(bare).toEqual([]);
  });
});

it('refuses a column without notes', () => {
  const row = z.strictObject({ visits: z.int() });
  expect(() => describeFeatures([{ name: 'customers', about: '', row }])).toThrow(
    'customers.visits has no notes',
  );
});

function isNumber(field: unknown): boolean {
  return field instanceof z.ZodNullable ? isNumber(field.unwrap()) : field instanceof z.ZodNumber;
}
