import { describe, expect, it } from 'vitest';
import { renderReport } from '../../report/render-report.ts';
import { RULES } from './report-fixture.ts';
import { judge, MIXED, makeTrialReportData, makeVerdict } from './trial-fixture.ts';

const HELD = MIXED.map(({ decision_point }) => ({ ...makeVerdict('registration', 'HELD'), decision_point }));
const UNTRAINED = HELD.map((verdict) => ({ ...verdict, verdict: 'INSUFFICIENT_DATA' as const, rules: [] }));
const NOTHING = { publication: null, actions: [], examples: [] };

describe('a published run of the trial pipeline', () => {
  const page = renderReport(makeTrialReportData());

  it('puts the audience before the verdicts, and those before the figures', () => {
    const titles = [...page.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, title]) => title);
    expect(titles.slice(0, 3)).toEqual([
      'Who gets what',
      'May the models be used?',
      'The models beside their baselines',
    ]);
  });

  it('says how many decision points are in use, and what each action is about', () => {
    expect(page).toContain('<dt>Decision points in use</dt><dd>4 of 5<small>2 with a model of their own');
    expect(page).toContain('<strong>C1</strong><small>day of payment: tiered discount</small>');
  });

  it('has no word of the next-affiliate model', () => {
    expect(page).not.toMatch(/affiliate|transition|hit@/i);
  });

  it('names a backend once with all steps that trained on it', () => {
    expect(page.match(/<dt>TensorFlow<\/dt>/g)).toHaveLength(1);
    expect(page).toContain('(fit-registration, fit-first-visit)');
  });

  it('holds only what it knows', () => {
    expect(page).not.toMatch(/undefined|\[object|NaN|null/);
  });
});

it('says of a held run that what was live stays, and does not speak of missing customers', () => {
  const page = renderReport(makeTrialReportData({ ...NOTHING, outcome: 'HELD', gates: HELD }));
  expect(page).toContain(
    '<h1>No model passed its gate: nothing was published, and what was live stays.</h1>',
  );
  expect(page).toContain('None of the 5 decision points has an approved model: held at registration,');
  expect(page).toContain('What was published before stays live');
  expect(page).not.toContain('No customer qualified');
});

it('names the tables that are too old instead of blaming too little history', () => {
  const stale = 'the newest event of trial_payment is of 2021-12-31 (at most 3 days old is expected)';
  const changes = { ...NOTHING, outcome: 'INSUFFICIENT_DATA', gates: UNTRAINED, tables: [] } as const;
  const page = renderReport(makeTrialReportData({ ...changes, metrics: { source: { stale } } }));
  expect(page).toContain('The source is too old to act on: nothing was published, and what was live stays.');
  expect(page).toContain(stale);
  expect(page).toContain('Source too old');
  expect(page).toContain('The rows were not checked');
  expect(page).toContain('nothing to judge');
  expect(page).not.toContain('not enough history');
  const young = renderReport(makeTrialReportData({ ...changes, metrics: {} }));
  expect(young).toContain('not enough history');
  expect(young).not.toContain('too old');
});

it('escapes models, rules and tables that are not ours', () => {
  const attack = '<script>alert(1)</script>';
  const rules = [...judge(), { ...RULES[3]!, rule: attack }];
  const gates = [{ ...makeVerdict('registration', 'HELD', rules), model: attack }];
  const pages = [
    renderReport(makeTrialReportData({ gates })),
    renderReport(makeTrialReportData({ gates, metrics: { source: { stale: attack } } })),
  ];
  for (const page of pages) {
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;');
  }
});
