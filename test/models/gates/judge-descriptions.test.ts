import { expect, it } from 'vitest';
import { judgeLifetime, judgeSegments } from '../../../models/gates/judge-descriptions.ts';
import { Verdict } from '../../../models/gates/verdict.ts';
import { LIFETIME } from '../../report/lifetime-fixture.ts';
import { SEGMENTS } from '../../report/segment-fixture.ts';

const fitted = (bootstrapAri: number) => judgeSegments({ fit: { ...SEGMENTS.fit!, bootstrapAri } });

it('lets personas carry rules only where segments come back, and says what else follows', () => {
  expect(fitted(0.61)).toMatchObject({ decision_point: 'segments', verdict: 'PROMOTED' });
  const held = fitted(0.59);
  expect(held).toMatchObject({ model: 'k-means', verdict: 'HELD', rules: [{ rule: 'segment-stability' }] });
  expect(held.reason).toContain('personas only describe');
  expect(Verdict.parse(JSON.parse(JSON.stringify(held)))).toEqual(held);
});

it('says of a forecast whether it held on days that it had not seen', () => {
  const { validation } = LIFETIME;
  const judge = (change: object, minRows = 50) =>
    judgeLifetime({ purchasesBy: 'blend', validation: { ...validation!, ...change } }, { minRows });
  expect(judge({ purchaseCoverage: 0.9 })).toMatchObject({ model: 'bg-nbd', verdict: 'PROMOTED' });
  expect(judge({ purchaseCoverage: 0.4 })).toMatchObject({
    verdict: 'HELD',
    reason: expect.stringContaining('did not come out as forecast'),
  });
  expect(judge({ purchaseCoverage: 0.9 }, 300).verdict).toBe('INSUFFICIENT_DATA');
});

it('says what values rest on where a rule was surely nearer', () => {
  const behind = { value: 0.3, low: 0.2, high: 0.4 };
  const validation = { ...LIFETIME.validation!, purchaseCoverage: 0.9 };
  const purchaseLead = { ...validation.purchaseLead, ownRate: behind };
  const judged = judgeLifetime(
    { purchasesBy: 'ownRate', validation: { ...validation, purchaseLead } },
    { minRows: 50 },
  );
  expect(judged).toMatchObject({
    verdict: 'HELD',
    reason: expect.stringContaining('values rest on them'),
  });
});

it('judges nothing where there is nothing', () => {
  expect(judgeSegments({ fit: null })).toMatchObject({ verdict: 'INSUFFICIENT_DATA', rules: [] });
  expect(judgeLifetime(null, { minRows: 300 })).toMatchObject({ verdict: 'INSUFFICIENT_DATA', rules: [] });
});
