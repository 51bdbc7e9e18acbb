import { expect, it } from 'vitest';
import { judgeBetter, judgeNotWorse } from '../../../models/gates/champion-rules.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { renderPointVerdicts } from '../../../report/sections/render-point-verdicts.ts';
import { readRows } from '../read-rows.ts';
import { makeTrialReportData } from '../trial-fixture.ts';

const data = makeTrialReportData();
const page = renderPointVerdicts(data).toString();

it('gives each decision point one line: verdict, rules, and who scored it', () => {
  expect(readRows(page)).toEqual([
    ['Registration', 'PROMOTED', '7 of 7', '', 'its own model Neural networks'],
    [
      'First visit',
      'HELD',
      '6 of 7',
      'Probabilities mean what they say',
      'nobody: no messages at this point',
    ],
    ['3 h of stay', 'PROMOTED', '7 of 7', '', 'its own model Neural networks'],
    [
      '15 h of stay',
      'INSUFFICIENT_DATA',
      '5 of 7',
      'Enough customers to test on; Enough payers and non-payers',
      'the model of 3 h of stay Neural networks',
    ],
    [
      'Last day',
      'INSUFFICIENT_DATA',
      '0 of 0',
      'not trained, so no rule could be applied',
      'the model of 3 h of stay Neural networks',
    ],
  ]);
});

it('folds every rule of each judged gate below the summary', () => {
  const folded = page.split('<details>').slice(1);
  expect(folded).toHaveLength(4);
  for (const gate of folded) expect(gate.match(/<code>[a-z0-9-]+<\/code> · n = /g)).toHaveLength(8);
  expect(page.indexOf('<details>')).toBeGreaterThan(page.indexOf('</table>'));
});

it('calls a rule off rather than passed where it had nothing to judge', () => {
  const [registration] = page.split('<details>').slice(1);
  expect(registration?.match(/✓ pass/g)).toHaveLength(7);
  expect(registration).toContain('<span class="badge">off</span>');
});

it('says why, and shows the candidate beside the champion that it was compared with', () => {
  const [first, ...others] = data.gates;
  const verdict = {
    ...first!,
    verdict: 'KEPT' as const,
    released: 'champion' as const,
    reason: 'not surely better than version 3',
    comparison: {
      champion: { version: 3, model: 'lightgbm-boosting', asOf: '2021-11-01' },
      basis: 'refit' as const,
      rules: [judgeBetter(null), judgeNotWorse(null, DEFAULT_POLICY)],
    },
  };
  const kept = renderPointVerdicts({ ...data, gates: [verdict, ...others] }).toString();
  expect(readRows(kept)[0]?.slice(0, 2)).toEqual(['Registration', 'KEPT']);
  expect(readRows(kept)[0]?.at(-1)).toBe('its own model Boosted trees');
  for (const text of [verdict.reason, 'against version 3', 'as of 2021-11-01', 'better-than-champion'])
    expect(kept).toContain(text);
});
