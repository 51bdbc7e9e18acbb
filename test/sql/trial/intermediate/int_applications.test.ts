import { describe, expect, it } from 'vitest';
import { buildTable, inMay, type RawRows } from '../open-source.ts';

interface Application {
  registered_at: string;
  application_count: number;
  disposition: string;
}

const twice: RawRows = {
  trial_register: [
    ['U1', '2021-03-01 10:00:00'],
    ['U1', '2021-03-05 10:00:00'],
  ],
};

/** What became of the first and the second application. */
async function judge(rows: RawRows, params = inMay): Promise<string[]> {
  const applications = await buildTable<Application>(
    'intermediate.int_applications',
    { ...twice, ...rows },
    params,
  );
  return applications.map((application) => application.disposition);
}

describe('of two applications', () => {
  it('the later counts when nothing had happened before it', async () => {
    expect(await judge({})).toEqual(['replaced', 'kept']);
    expect(await judge({ trial_access_log: [['U1', 'S1', '2021-03-05 10:00:00', 1]] })).toEqual([
      'replaced',
      'kept',
    ]);
  });

  it.each([
    ['a door event', { trial_access_log: [['U1', 'S1', '2021-03-04 10:00:00', 1]] }],
    [
      'a visit row',
      { trial_visit_info: [['2021-03-02', 'U1', 'S1', 60, '2021-03-02 10:00:00', '2021-03-02 11:00:00']] },
    ],
    ['a visit row without times', { trial_visit_info: [['2021-03-04', 'U1', 'S1', 60]] }],
    ['a payment', { trial_payment: [['U1', true, '2021-03-04 10:00:00']] }],
  ] as [string, RawRows][])('the earlier counts when %s came between them', async (_, rows) => {
    expect(await judge(rows)).toEqual(['kept', 'after_use']);
  });

  it('the later counts when the visit on its day may have come after it', async () => {
    expect(await judge({ trial_visit_info: [['2021-03-05', 'U1', 'S1', 60]] })).toEqual(['replaced', 'kept']);
  });

  it.each([
    ['a visit long after the first trial', '2021-03-05 09:50:00'],
    ['a visit before both', '2021-02-28 10:00:00'],
  ])('the later counts when all that came before it was %s', async (_, at) => {
    expect(await judge({ trial_access_log: [['U1', 'S1', at, 1]] })).toEqual(['replaced', 'kept']);
  });

  it('the later counts when a visit without times lies after the first trial', async () => {
    const applied: RawRows = {
      trial_register: [
        ['U1', '2021-03-01 10:00:00'],
        ['U1', '2021-03-09 10:00:00'],
      ],
    };
    expect(await judge({ ...applied, trial_visit_info: [['2021-03-05', 'U1', 'S1', 60]] })).toEqual([
      'replaced',
      'kept',
    ]);
    expect(await judge({ ...applied, trial_visit_info: [['2021-03-04', 'U1', 'S1', 60]] })).toEqual([
      'kept',
      'after_use',
    ]);
  });

  it('the earlier counts on days when the later is not known yet', async () => {
    expect(await judge({}, { ...inMay, as_of: { date: '2021-03-05' } })).toEqual(['kept', 'after_as_of']);
  });
});

it('counts the applications up to the one that counts', async () => {
  const rows = await buildTable<Application>('intermediate.int_applications', {
    trial_register: [...twice.trial_register!, ['U1', '2021-03-09 10:00:00']],
    trial_access_log: [['U1', 'S1', '2021-03-06 10:00:00', 1]],
  });
  expect(rows.find((row) => row.disposition === 'kept')).toMatchObject({
    registered_at: '2021-03-05 10:00:00',
    application_count: 2,
  });
});
