import type { PipelineName } from '../../models/contracts/pipeline.ts';
import type { RuleOutcome } from '../../models/gates/verdict.ts';
import { drawInterval } from '../charts/draw-interval.ts';
import { formatCount } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import { explainRule, formatBound, formatInterval, textOfRule } from '../texts/rule-texts.ts';

/** Every rule of one verdict: what was measured, what it must be, and what that means. */
export function renderRules(rules: readonly RuleOutcome[], pipeline: PipelineName): Markup {
  return renderTable({
    columns: [
      { title: 'Result', room: 'nowrap' },
      { title: 'Rule', room: 'wide' },
      { title: 'Measured', figures: true },
      { title: 'Must be', figures: true },
      { title: 'Interval' },
      { title: 'Meaning' },
    ],
    rows: rules.map((outcome) => renderRule(outcome, pipeline)),
    stacks: true,
  });
}

function renderRule(outcome: RuleOutcome, pipeline: PipelineName) {
  const { rule, value, n, pass } = outcome;
  const { title, asks, format, passes } = textOfRule(outcome, pipeline);
  const measured = format(value);
  const interval = formatInterval(outcome, pipeline);
  const bound = formatBound(outcome, pipeline);
  const label = `${title}: ${measured}, interval ${interval}, must be ${bound}: ${pass ? 'pass' : 'fail'}`;
  const side = passes === 'around' ? null : passes;
  return [
    renderResult(outcome),
    html`<strong>${title}</strong><small>${asks}</small><small><code>${rule}</code> · n = ${formatCount(n)}</small>`,
    measured,
    bound,
    html`${drawInterval({ ...outcome, passes: side, label })}${outcome.low !== null && html`<small>${interval}</small>`}`,
    explainRule(outcome, pipeline),
  ];
}

function renderResult({ value, pass }: RuleOutcome): Markup {
  if (!pass) return html`<span class="badge bad">✗ fail</span>`;
  return value === null ? html`<span class="badge">off</span>` : html`<span class="badge good">✓ pass</span>`;
}
