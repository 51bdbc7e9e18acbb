import { describe, expect, it } from 'vitest';
import type { Insight, InsightEvidence } from '../../../models/insights/insight.ts';
import { renderClaims } from '../../../report/sections/render-claims.ts';

/** A claim that is refuted; `changes` make another of it. */
function makeInsight(changes: Partial<Insight> = {}, evidence: Partial<InsightEvidence> = {}): Insight {
  return {
    claim_id: 'second-half-conversion',
    family: 'months',
    estimand: 'conversion of July to December less January to June',
    test: 'difference',
    n: 9_401,
    effect: -0.041,
    low: -0.061,
    high: -0.022,
    p: 0.9999,
    q: 1,
    smallest_effect: 0.02,
    verdict: 'refuted',
    sentence_ko: '하반기 신청자의 전환율은 36.3 %입니다.',
    sentence_en: 'Applicants of July to December convert at 36.3 %.',
    evidence: JSON.stringify({
      source: '§7, I1',
      claim: { ko: '하반기에 전환율이 높아진다', en: 'the second half raises conversion' },
      direction: 'above',
      unit: 'share',
      figures: {},
      ...evidence,
    }),
    ...changes,
  };
}
const render = (...insights: Insight[]) => renderClaims({ insights }).toString();

it('shows claim, verdict, interval, p and q, and both sentences', () => {
  const section = render(makeInsight());
  for (const text of [
    '<span class="badge bad">refuted</span>',
    '<span class="badge bad">1 refuted</span></summary>',
    '<strong>The second half raises conversion</strong>',
    'spec §7, I1',
    'n = 9,401',
    '−6.1\u00a0points to −2.2\u00a0points',
    '1.000',
    'Applicants of July to December convert at 36.3 %.',
    '<small lang="ko">하반기 신청자의 전환율은 36.3 %입니다.</small>',
    '0 supported, 0 not supported, 1 refuted, 0 not testable',
  ])
    expect(section).toContain(text);
});

it('groups claims by family, in the order of the families', () => {
  const section = render(
    makeInsight({ family: 'sites' }),
    makeInsight({ family: 'counts' }),
    makeInsight({ family: 'sites' }),
  );
  expect([...section.matchAll(/<summary><strong>([^<]*)/g)].map(([, title]) => title)).toEqual([
    'How many, and when',
    'Conversion by site',
  ]);
});

describe('the drawing', () => {
  it('is green, red or neither, as the verdict is', () => {
    const classOf = (verdict: Insight['verdict']) =>
      /<circle class="(\w+)"/.exec(render(makeInsight({ verdict })))?.[1];
    expect([classOf('supported'), classOf('refuted'), classOf('not supported')]).toEqual([
      'pass',
      'fail',
      'open',
    ]);
  });

  it('shades both sides of 0 where groups are said to be alike', () => {
    const alike = makeInsight(
      { effect: 0, low: -0.01, high: 0.01, smallest_effect: 0.05 },
      { direction: 'within' },
    );
    expect(render(alike).match(/<line class="bound"/g)).toHaveLength(2);
    expect(render(makeInsight()).match(/<line class="bound"/g)).toHaveLength(1);
  });

  it('has ratios in per cent', () => {
    const volume = makeInsight({ effect: 0.37, low: 0.25, high: 0.49 }, { unit: 'ratio' });
    expect(render(volume)).toContain('+25\u00a0% to +49\u00a0%');
  });
});

it('shows a claim that could not be tested without figures', () => {
  const nothing = { effect: null, low: null, high: null, p: null, q: null };
  const section = render(makeInsight({ ...nothing, verdict: 'not testable' }));
  expect(section).not.toContain('<svg');
  expect(section).not.toMatch(/null|NaN|undefined/);
});

it('is nothing where no claim was tested', () => {
  expect(render()).toBe('');
});
