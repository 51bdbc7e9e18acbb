import { expect, it, vi } from 'vitest';
import { NO_CHAMPION } from '../../models/contracts/champion.ts';
import type { RunContext } from '../../models/contracts/run.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import type { Dag } from '../../workflows/dag.ts';
import { releaseModel } from '../../workflows/release-model.ts';
import { artifact, VERDICT } from '../models/contracts/examples.ts';

const RUN = { asOf: '2021-12-15', dryRun: false } as RunContext;
const JUDGED = artifact('model', 'a');
const REFITTED = artifact('model', 'b');

/** What becomes of a verdict, given what the step that promotes answers. */
async function release(verdict: Verdict, answer: object = {}) {
  const promoteModels = vi.fn(async (_call: object) => ({
    value: { verdicts: [], released: {}, ...answer },
  }));
  const refit = vi.fn(async () => REFITTED);
  const given = { point: 'taste', step: 'promote-taste', verdict, model: JUDGED, found: NO_CHAMPION, refit };
  const result = await releaseModel(RUN, { promoteModels } as unknown as Dag, given);
  return { result, refit, promoteModels };
}

it('does nothing with a model that may not be used', async () => {
  const held: Verdict = { ...VERDICT, verdict: 'HELD', released: null };
  const { result, refit, promoteModels } = await release(held);
  expect(result).toEqual({ verdict: held, released: null });
  expect(refit).not.toHaveBeenCalled();
  expect(promoteModels).not.toHaveBeenCalled();
});

it('fits a candidate once more and lets it be promoted', async () => {
  const promoted: Verdict = { ...VERDICT, verdict: 'PROMOTED', released: 'candidate' };
  const { result, promoteModels } = await release(promoted, {
    verdicts: [promoted],
    released: { taste: { name: 'trees', artifact: REFITTED } },
  });
  expect(result).toEqual({ verdict: promoted, released: { name: 'trees', artifact: REFITTED } });
  expect(promoteModels).toHaveBeenCalledWith({
    step: 'promote-taste',
    params: {
      asOf: '2021-12-15',
      dryRun: false,
      verdicts: [promoted],
      candidates: { taste: { judged: JUDGED, refitted: REFITTED } },
      champions: { taste: NO_CHAMPION },
    },
    inputs: {},
  });
});

it('fits nothing where the champion stays', async () => {
  const kept: Verdict = { ...VERDICT, verdict: 'KEPT', released: 'champion' };
  const { refit, promoteModels } = await release(kept, { verdicts: [kept] });
  expect(refit).not.toHaveBeenCalled();
  expect(promoteModels).toHaveBeenCalledWith(
    expect.objectContaining({ params: expect.objectContaining({ candidates: {} }) }),
  );
});

it('says what the promotion says: another run may have been first', async () => {
  const overtaken: Verdict = {
    ...VERDICT,
    verdict: 'KEPT',
    released: 'champion',
    reason: 'another was first',
  };
  const { result } = await release(
    { ...VERDICT, verdict: 'PROMOTED', released: 'candidate' },
    { verdicts: [overtaken] },
  );
  expect(result).toEqual({ verdict: overtaken, released: null });
});
