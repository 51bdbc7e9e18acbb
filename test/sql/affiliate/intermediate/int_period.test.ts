import { expect, it } from 'vitest';
import { buildTable, event } from '../open-source.ts';

const params = { as_of: { date: '2021-08-01' } };
const on = (day: string) => event({ cust: 'M1', cop_c: 'A01', at: `${day} 10`, buy_am: 1 });
const often = Array.from({ length: 150 }, (_, place) => on(`2021-0${1 + (place % 6)}-05`));

async function findPeriod(...days: string[]): Promise<unknown[]> {
  const purchases = [...often, ...days.map(on)];
  return buildTable('intermediate.int_period', { purchases }, params);
}

it('begins with the first event, and looks a year back', async () => {
  expect(await findPeriod()).toEqual([{ first_day: '2021-01-05', year_from: '2020-08-01' }]);
});

it('leaves out a lonely event a year before all others, which is a wrong date', async () => {
  expect(await findPeriod('1970-01-01')).toMatchObject([{ first_day: '2021-01-05' }]);
});

it('keeps old events that the others follow within a year, or that are many', async () => {
  expect(await findPeriod('2020-02-01')).toMatchObject([{ first_day: '2020-02-01' }]);
  expect(await findPeriod('1970-01-01', '1970-01-02')).toMatchObject([{ first_day: '1970-01-01' }]);
});

it('does not look at what is not known yet', async () => {
  expect(await findPeriod('2023-01-01')).toMatchObject([{ first_day: '2021-01-05' }]);
  expect(await buildTable('intermediate.int_period', { purchases: [on('2021-08-01')] }, params)).toEqual([]);
});
