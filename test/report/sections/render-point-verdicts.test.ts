import { expect, it } from 'vitest';
import { renderPointVerdicts } from '../../../report/sections/render-point-verdicts.ts';
import { readRows } from '../read-rows.ts';
import { makeTrialReportData } from '../trial-fixture.ts';

const page = renderPointVerdicts(makeTrialReportData()).toString();

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
