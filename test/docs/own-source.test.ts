import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readSource } from '../platform/source/make-source.ts';

/** The files that a section of the page shows: a name in backticks, a colon, and a fenced block. */
async function readExample(heading: string): Promise<Record<string, string>> {
  const page = await readFile(new URL('../../docs/own-source.md', import.meta.url), 'utf8');
  const section = page.split(/^#+ /m).find((text) => text.startsWith(heading)) ?? '';
  const blocks = section.matchAll(/^`([\w.]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm);
  return Object.fromEntries([...blocks].map(([, name, content]) => [name, content]));
}

it('maps the loyalty programme as the page says', async () => {
  const { texts, accepted } = await readSource(await readExample('A loyalty programme'));
  expect(texts).toEqual([]);
  expect(accepted.demographics).toEqual([
    { cust: '7', ma_fem_dv: '여성', ages: '30대', zon_hlv: null },
    { cust: '8', ma_fem_dv: null, ages: null, zon_hlv: null },
  ]);
  const shop = {
    cust: '7',
    rct_no: 'O1',
    chnl_dv: 1,
    cop_c: 'SHOP',
    br_c: 'SEOUL-1',
    de_dt: '2024-05-01',
    de_hr: 10,
  };
  expect(accepted.purchases).toEqual([
    { ...shop, pd_c: '55', buy_am: 12.5, buy_ct: 2 },
    { ...shop, pd_c: '56', buy_am: 3, buy_ct: 1 },
    {
      cust: '8',
      rct_no: 'O2',
      chnl_dv: 2,
      cop_c: 'WEB',
      br_c: null,
      pd_c: '56',
      de_dt: '2024-05-02',
      de_hr: 23,
      buy_am: 3,
      buy_ct: 1,
    },
  ]);
  expect(accepted.products?.[0]).toEqual({
    pd_c: '55',
    pd_nm: 'Green tea',
    clac_hlv_nm: 'Drinks',
    clac_mcls_nm: 'Tea',
  });
  expect(accepted.branches).toEqual([{ br_c: 'SEOUL-1', cop_c: 'SHOP', zon_hlv: 'SEOUL', zon_mcls: null }]);
  expect(accepted.visits).toEqual([]);
  expect(accepted.payments).toEqual([]);
});

it('maps the coworking trial as the page says', async () => {
  const { texts, accepted } = await readSource(await readExample('A coworking trial'), 'trial-conversion');
  expect(texts).toEqual([]);
  expect(accepted.trial_register).toEqual([
    { user_id: 'ann', registered_at: '2024-05-01 09:30:00' },
    { user_id: 'bob', registered_at: '2024-05-02 10:00:00' },
  ]);
  expect(accepted.trial_payment).toEqual([
    { user_id: 'ann', is_payment: true, paid_at: '2024-05-04 12:00:00' },
    { user_id: 'bob', is_payment: false, paid_at: null },
  ]);
  expect(accepted.trial_access_log).toHaveLength(4);
  expect(accepted.trial_visit_info?.[0]).toEqual({
    visit_date: '2024-05-01',
    user_id: 'ann',
    site_id: 'Mapo',
    stay_time_second: 9000,
    first_enter_time: '2024-05-01 10:00:00',
    last_leave_time: '2024-05-01 12:30:00',
  });
  expect(accepted.site_area).toEqual([{ site_id: 'Mapo', area_pyeong: 50 }]);
});
