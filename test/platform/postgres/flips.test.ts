import { beforeEach, describe, expect, it } from 'vitest';
import { flipPublication, listFlips } from '../../../platform/postgres/flips.ts';
import { findLive, type PublicationRow } from '../../../platform/postgres/publications.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { reserveDraft } from './reserve.ts';

const database = await openTestDatabase();
beforeEach(() => database.query('truncate publications, strategies, arms cascade; truncate flips'));

const scope = { dataset: 'shop', pipeline: 'affiliate-expansion' };
const reserve = (id: string, change: Partial<PublicationRow> = {}) => reserveDraft(database, id, change);
const flip = (
  publication: PublicationRow,
  against: string | null,
  action: 'publish' | 'rollback' = 'publish',
) => flipPublication(database, publication, { against, action, actor: 'ann', reason: 'test' });
const liveId = async () => (await findLive(database, scope))?.publication_id;
const statesOf = async () => {
  const { rows } = await database.query<{ publication_id: string; state: string }>(
    'select publication_id, state from publications order by 1',
  );
  return Object.fromEntries(rows.map(({ publication_id, state }) => [publication_id, state]));
};

describe('flipPublication', () => {
  it('replaces what was live', async () => {
    expect(await liveId()).toBeUndefined();
    const first = await reserve('p1');
    await flip(first, null);
    expect(await liveId()).toBe('p1');
    const second = await reserve('p2');
    await flip(second, 'p1');
    expect(await liveId()).toBe('p2');
    expect(await statesOf()).toEqual({ p1: 'replaced', p2: 'live' });
    expect((await findLive(database, scope))?.live_at).toBeInstanceOf(Date);
  });

  it('changes nothing when it is repeated', async () => {
    const first = await reserve('p1');
    await flip(first, null);
    const live = await findLive(database, scope);
    await flip(first, null);
    expect(await findLive(database, scope)).toEqual(live);
  });

  it('refuses when something else went live since', async () => {
    const [first, second] = [await reserve('p1'), await reserve('p2')];
    await flip(first, null);
    expect(await flip(second, null)).toBe('overtaken');
    expect(await statesOf()).toEqual({ p1: 'live', p2: 'staged' });
  });

  it('lets one of many win who saw the same thing live', async () => {
    const drafts = await Promise.all(Array.from({ length: 6 }, (_, i) => reserve(`p${i}`)));
    const outcomes = await Promise.all(drafts.map((publication) => flip(publication, null)));
    expect(outcomes.filter((state) => state === 'live')).toHaveLength(1);
    expect(Object.values(await statesOf()).filter((state) => state === 'live')).toHaveLength(1);
  });

  it('leaves other datasets alone', async () => {
    await flip(await reserve('p1'), null);
    await flip(await reserve('q1', { dataset: 'store' }), null);
    expect(await statesOf()).toEqual({ p1: 'live', q1: 'live' });
  });

  it('lets a run replace no later day, and a person go back to one', async () => {
    const [first, second] = [await reserve('p1', { as_of: '2021-12-14' }), await reserve('p2')];
    await flip(first, null);
    await flip(second, 'p1');
    expect(await flip(first, 'p2')).toBe('older');
    expect(await flip(first, 'p2', 'rollback')).toBe('live');
    expect(await statesOf()).toEqual({ p1: 'live', p2: 'replaced' });
    expect(
      (await listFlips(database, scope)).map(({ action, publication_id, replaced_id }) => [
        action,
        publication_id,
        replaced_id,
      ]),
    ).toEqual([
      ['rollback', 'p1', 'p2'],
      ['publish', 'p2', 'p1'],
      ['publish', 'p1', null],
    ]);
  });
});
