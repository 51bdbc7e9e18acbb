import { expect, it } from 'vitest';
import { describeComparison, describeHistory, describeModels } from '../../cli/describe-models.ts';
import type { ChampionRow } from '../../platform/postgres/champions.ts';
import type { JudgementRow } from '../../platform/postgres/models.ts';
import { artifact, VERDICT } from '../models/contracts/examples.ts';

const SCOPE = { dataset: 'coworking', pipeline: 'trial-conversion', decision_point: 'last_day' };
const CHAMPION: ChampionRow = {
  ...SCOPE,
  ...{ version: 2, model_id: 'mdl_b', name: 'mlp-ensemble', recipe: null, state: 'live' },
  ...{ candidate: artifact('b'), artifact: artifact('b'), trained_until: '2021-12-15', as_of: '2021-12-15' },
  ...{ run_id: 'run-of-the-15th', actor: 'gate', reason: 'better than version 1', approved_until: null },
  since: new Date(0),
};
const BEFORE: ChampionRow = {
  ...CHAMPION,
  version: 1,
  model_id: 'mdl_a',
  state: 'replaced',
  reason: 'first',
};
const JUDGED: JudgementRow = {
  ...SCOPE,
  ...{ model_id: 'mdl_c', name: 'lightgbm-boosting', run_id: 'r3', as_of: '2021-12-16', actor: 'gate' },
  ...{ verdict: 'KEPT', reason: 'not surely better than version 2', rules: VERDICT.rules },
  ...{ metrics: { auc: 0.7, log_loss: 0.61 }, decided_at: new Date(0) },
};

it('lists live champions, and the newest candidate of each point', () => {
  const older = { ...JUDGED, model_id: 'mdl_older' };
  const lines = describeModels({ champions: [CHAMPION, BEFORE], judgements: [JUDGED, older] }).split('\n');
  expect(lines.filter((line) => line.includes('mdl_b'))).toHaveLength(1);
  expect(lines.join('\n')).not.toMatch(/mdl_a|mdl_older/);
  expect(lines.find((line) => line.includes('mdl_c'))).toMatch(
    /last_day +2021-12-16 +KEPT +lightgbm-boosting +mdl_c +0\.700 AUC +0\.610 +not surely better than version 2/,
  );
});

it.each([
  ['the next affiliate', { hit_at_1: 0.42, log_loss: 1.2 }, '0.420 hit@1'],
  ['the recommender', { ndcg_at_10: 0.131, ndcg_at_10_ease: 0.121 }, '0.131 NDCG@10'],
])('tells %s by its own score', (_, metrics, score) => {
  const text = describeModels({ champions: [], judgements: [{ ...JUDGED, metrics }] });
  expect(text).toContain(` ${score} `);
});

it('says where there is nothing yet', () => {
  expect(describeModels({ champions: [], judgements: [] })).toMatch(/no model was judged yet/);
  expect(describeModels({ champions: [], judgements: [JUDGED] })).toContain('no candidate was promoted yet');
});

it('tells how champions followed one another, and why', () => {
  const text = describeHistory({ champions: [CHAMPION, BEFORE], judgements: [JUDGED] });
  expect(text).toContain('2: better than version 1 (gate, run run-of-t)');
  expect(text).toMatch(/mdl_a .* replaced/);
});

it('shows every rule of a candidate with its limits', () => {
  const text = describeComparison(JUDGED);
  expect(text).toMatch(/pass +accuracy +0\.031 +0\.002 to 0\.060 +0\.000 +240/);
  expect(text).toContain('KEPT');
});
