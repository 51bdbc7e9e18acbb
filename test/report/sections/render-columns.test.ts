import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../report/render-report.ts';
import { renderColumns } from '../../../report/sections/render-columns.ts';
import { makeQuestionData } from '../question-fixture.ts';

const textOf = (markup: { toString(): string }) =>
  String(markup)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('renderColumns', () => {
  const text = textOf(renderColumns(makeQuestionData()));

  it('says what became of each column and how much it tells alone', () => {
    expect(text).toContain('spend number; on a logarithmic scale 0.663');
    expect(text).toContain('note dropped: nearly every text is another –');
  });

  it('counts rows, and those of them that were used', () => {
    expect(text).toContain('4,000 rows of 3,900 ids: 2,750 with a label, 1,100 of them 1; 1,250 without one');
    expect(text).toContain('training 1,500 1,200');
    expect(text).toContain('3 lines of the file are no rows');
  });

  it('warns of dates after the row', () => {
    expect(text).toContain('renewed is later than the row itself in 400 rows');
  });
});

describe('the report of a question', () => {
  it('says how many were scored, and has no word of messages, payers or affiliates', () => {
    const page = renderReport(makeQuestionData());
    expect(page).toContain(
      '<h1>1,250 rows without a label were scored by a model that passed its gate.</h1>',
    );
    expect(page).toContain('No column gives the answer away');
    expect(page).toContain('paid</code> will be 1');
    const words = textOf(page.replace(/<style>[\s\S]*<\/style>/, ''));
    expect(words).not.toMatch(/message|payer|affiliate|customer|undefined|\[object|NaN/i);
  });

  it('names the column that gives the answer away', () => {
    const [verdict] = makeQuestionData().gates;
    const rules = [{ ...verdict!.rules[0]!, value: 0.97, pass: false, columns: ['refund'] }];
    const page = renderReport(
      makeQuestionData({
        outcome: 'HELD',
        artifacts: {},
        gates: [{ ...verdict!, verdict: 'HELD', rules }],
      }),
    );
    expect(page).toContain('The model did not pass its gate: nothing was scored.');
    expect(page).toContain('“No column gives the answer away”');
    expect(page).toContain(
      'To be explained, or left out of the table, before a model may rest on it: refund.',
    );
    expect(page).toContain('Nobody: only an approved model scores.');
  });

  it('says why nothing could be learnt', () => {
    const data = makeQuestionData();
    const page = renderReport({
      ...data,
      outcome: 'INSUFFICIENT_DATA',
      artifacts: {},
      metrics: { table: { ...data.metrics.table, untrainable: 'no row has a label' }, columns: {} },
      gates: [{ model: 'propensity', decision_point: null, verdict: 'INSUFFICIENT_DATA', rules: [] }],
    });
    expect(page).toContain('Nothing could be learnt: no row has a label.');
  });

  it('does not pretend that a day is known before where rows have no time', () => {
    const run = { ...makeQuestionData().run, columns: { id: 'customer', label: 'paid', time: null } };
    expect(renderReport(makeQuestionData({ run }))).toContain('its rows have no time');
  });

  it('escapes what stands in the file', () => {
    const attack = '<script>alert(1)</script>';
    const data = makeQuestionData();
    const page = renderReport({
      ...data,
      metrics: { ...data.metrics, columns: { [attack]: 'number' }, table: { [`after_time:${attack}`]: 3 } },
    });
    expect(page).not.toContain('<script');
  });
});
