import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../models/gates/policy.ts';
import { renderReport } from '../../report/render-report.ts';
import { HELD, makeReportData, makeStep, makeStrategy, PROMOTED, RULES } from './report-fixture.ts';

describe('a run whose model was held', () => {
  const page = renderReport(makeReportData());

  it('says first what is live, then what stood in for the model', () => {
    expect(page).toContain('<h1>Version 3 is live: 1,234 messages, ready to be sent.</h1>');
    expect(page).toContain(
      'The next-affiliate model was held: it did not pass the rule “First guess right more often”. ' +
        'Customers were scored by the transition baseline instead.',
    );
  });

  it('shows every rule, in the order of the verdict', () => {
    const shown = [...page.matchAll(/<code>([a-z0-9-]+)<\/code> · n = /g)].map(([, rule]) => rule);
    expect(shown).toEqual(RULES.map(({ rule }) => rule));
    expect(page.match(/✗ fail/g)).toHaveLength(1);
    expect(page.match(/✓ pass/g)).toHaveLength(5);
  });

  it('shows the message in both languages with its reason', () => {
    expect(page).toContain('<p lang="ko">다시 찾아 주셔서 감사합니다!</p>');
    expect(page).toContain('Welcome back!');
    expect(page).toContain('used 1 affiliate, last A01');
  });

  it('names run, workflow, seed and the whole digest of each source file', () => {
    for (const text of [
      '0a1b2c3d-0000-0000-0000-000000000000',
      'affiliate-expansion/shop/2026-11-22',
      '<dt>Seed</dt><dd>7</dd>',
      'd1'.repeat(32),
    ])
      expect(page).toContain(text);
  });

  it('is one page without scripts or requests, and forbids both', () => {
    expect(page).toContain(`default-src 'none'; style-src 'unsafe-inline'`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|@import|url\(/);
    expect(page).not.toMatch(/undefined|\[object|NaN/);
  });
});

it('says of a promoted model that it was used', () => {
  const steps = [makeStep({ name: 'score-customers', metrics: { scorer: 'next-affiliate-net' } })];
  const page = renderReport(makeReportData({ gates: [PROMOTED], steps }));
  expect(page).toContain(
    'The next-affiliate model passed all 6 rules of its gate. Customers were scored by the next-affiliate model.',
  );
  expect(page).not.toContain('✗ fail');
  expect(page).not.toContain('instead');
});

it('escapes whatever comes from customers, sources and settings', () => {
  const attack = `<script>alert("1")</script>'`;
  const data = makeReportData();
  const page = renderReport(
    makeReportData({
      run: {
        ...data.run,
        dataset: attack,
        source: { directory: attack, files: [{ table: attack, path: attack, digest: attack, bytes: 1 }] },
      },
      workflowId: attack,
      metrics: { 'next-affiliate': { test_cut: attack, log_loss: 1, [`log_loss_${attack}`]: 2 } },
      gates: [{ ...HELD, model: attack, decision_point: attack, rules: [{ ...RULES[3]!, rule: attack }] }],
      publication: {
        ...{ publicationId: attack, version: 1, rows: 1, changed: true, location: attack },
        diff: null,
        sinks: [{ sink: attack, state: 'failed', rows: 0, location: attack, error: attack }],
      },
      actions: [{ action: attack, channel: attack, treatment: 1, holdout: 0 }],
      examples: [
        makeStrategy({
          customer_id: attack,
          action_id: attack,
          message_ko: attack,
          message_en: attack,
          reason: attack,
          valid_to: attack,
        }),
      ],
      tables: [
        { table: attack, kept: 1, quarantined: 1, reasons: [{ column: attack, rule: attack, rows: 1 }] },
      ],
      dag: [{ name: attack, dependsOn: [attack] }],
      steps: [makeStep({ name: attack, key: attack, metrics: { backend: attack } })],
    }),
  );
  expect(page).not.toContain('<script');
  expect(page).not.toContain('alert("1")');
  expect(page.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&#39;/g)!.length).toBeGreaterThan(
    20,
  );
});

it('shows a run without strategies, figures, publication or known values', () => {
  const page = renderReport(
    makeReportData({
      outcome: 'INSUFFICIENT_DATA',
      publication: null,
      actions: [],
      examples: [],
      metrics: {},
      tables: [],
      dag: [],
      steps: [
        makeStep({
          name: 'write-report',
          state: 'running',
          rows: null,
          millis: null,
          peakRssMb: null,
          key: null,
        }),
      ],
      gates: [
        {
          ...HELD,
          decision_point: null,
          verdict: 'INSUFFICIENT_DATA',
          rules: [{ rule: 'accuracy', value: null, bound: 0, low: null, high: null, n: 0, pass: false }],
        },
      ],
    }),
  );
  expect(page).toContain(
    'There was too little data to judge a model: nothing was published, and what was live stays.',
  );
  expect(page).toContain('No messages were planned in this run.');
  expect(page).toContain('what is not known does not pass');
  expect(page).not.toMatch(/undefined|null|NaN/);
});

it('says which part of the policy was overridden', () => {
  const { run } = makeReportData();
  const overridden = { ...run, policy: { ...DEFAULT_POLICY, accuracyMargin: -0.05 } };
  expect(renderReport(makeReportData())).toContain('the default policy');
  expect(renderReport(makeReportData({ run: overridden }))).toContain(
    '<code>gate.accuracyMargin=-0.05</code> <span class="soft">(default 0)</span>',
  );
});

it('says plainly when a fallback backend trained the model', () => {
  const steps = [makeStep({ name: 'fit-next-affiliate', metrics: { backend: 'wasm' } })];
  expect(renderReport(makeReportData())).toContain('native TensorFlow (tfjs-node)');
  expect(renderReport(makeReportData({ steps }))).toContain(
    'the slower <code>wasm</code> backend trained the model',
  );
});
