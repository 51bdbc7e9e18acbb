import { rmSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { findChampions } from '../../activities/find-champions.ts';
import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { NO_CHAMPION } from '../../models/contracts/champion.ts';
import { dayIn } from '../../models/days.ts';
import { promoteModel } from '../../platform/postgres/champions.ts';
import { registerModel } from '../../platform/postgres/models.ts';
import { openTestServices } from '../support/open-test-services.ts';
import { giveArtifacts, runStep } from '../support/step-harness.ts';

const SCOPE = { dataset: 'shop', pipeline: 'affiliate-expansion', decision_point: 'next-affiliate' };
const { postgres, services } = await openTestServices();
let model: ArtifactRef;
beforeEach(async () => {
  await postgres.database.query('truncate champions, models, decisions, model_decisions');
  rmSync(services.config.storeDir, { recursive: true, force: true });
  const write = (path: string) => writeFileSync(path, 'weights');
  ({ model } = await giveArtifacts(services, { model: { file: 'model.json', rows: 0, write } }));
  await promote('2021-12-14');
});

async function promote(asOf: string) {
  const run = { as_of: asOf, trained_until: asOf, run_id: 'r0' };
  const model_id = await registerModel(postgres.database, {
    ...SCOPE,
    ...run,
    name: 'lightgbm',
    recipe: null,
    candidate: model,
  });
  const who = { actor: 'gate', reason: 'better', approved_until: null };
  await promoteModel(postgres.database, { ...SCOPE, ...run, ...who, model_id, artifact: model }, null);
}
const find = async (asOf: string) => {
  const params = { asOf, points: ['next-affiliate'], timeZone: 'Asia/Seoul' };
  const { value } = await runStep(findChampions, services, { effect: 'external', params });
  return value['next-affiliate'];
};
const LIVE = { version: 1, asOf: '2021-12-14' };

it('finds the champion of a day before', async () => {
  expect(await find('2021-12-15')).toEqual({
    before: expect.objectContaining({ version: 1, name: 'lightgbm', artifact: model }),
    today: null,
    live: LIVE,
    refused: null,
    on: dayIn('Asia/Seoul', new Date()),
  });
});

it('tells one of the very day apart, and does not go on from one of a later day', async () => {
  expect(await find('2021-12-14')).toMatchObject({ before: null, today: { version: 1 }, live: LIVE });
  expect(await find('2021-12-13')).toEqual({ ...NO_CHAMPION, live: LIVE, on: expect.any(String) });
});

it('refuses one whose file is gone, or is not what was released, with the reason', async () => {
  writeFileSync(services.store.locate(model), 'other weights');
  expect(await find('2021-12-15')).toEqual({
    ...NO_CHAMPION,
    live: LIVE,
    on: expect.any(String),
    refused: expect.stringMatching(/^version 1: its file has changed: digest .*expected/),
  });
  rmSync(services.store.locate(model));
  expect((await find('2021-12-15'))?.refused).toMatch(/^version 1: its file is gone/);
});
