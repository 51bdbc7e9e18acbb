import type { RuleOutcome, Verdict } from '../../models/gates/verdict.ts';
import { drawInterval } from '../charts/draw-interval.ts';
import { formatCount } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { explainRule, formatBound, formatInterval, textOfRule } from '../texts/rule-texts.ts';

/** Why each model may be used or not: every rule of its gate. */
export function renderVerdicts({ gates }: ReportData): Markup {
  return html`<section>
<h2>May the model be used?</h2>
<p class="lead">Every rule must pass. Where there is an interval, the whole band (between its one-sided 95 % limits) must lie in the shaded part, beyond the upright line that is the bound; that the dot does, the value itself, is not enough. A held model is a normal outcome, not an error.</p>
${gates.length === 0 ? html`<p>No model was judged in this run.</p>` : gates.map((verdict) => renderVerdict(verdict))}
</section>`;
}

function renderVerdict({ model, decision_point, verdict, rules }: Verdict): Markup {
  const style = verdict === 'PROMOTED' ? 'good' : verdict === 'KEPT' ? 'mark' : 'note';
  return html`<h3>${model}${decision_point !== null && html` <span class="soft">· ${decision_point}</span>`} <span class="badge ${style}">${verdict}</span></h3>
${rules.length === 0 ? html`<p>There was too little history to train it, so no rule could be applied.</p>` : renderRules(rules)}`;
}

function renderRules(rules: readonly RuleOutcome[]): Markup {
  return renderTable({
    columns: [
      { title: 'Result', room: 'nowrap' },
      { title: 'Rule', room: 'wide' },
      { title: 'Measured', figures: true },
      { title: 'Must be', figures: true },
      { title: 'Interval' },
      { title: 'Meaning' },
    ],
    rows: rules.map(renderRule),
    stacks: true,
  });
}

function renderRule(outcome: RuleOutcome) {
  const { rule, value, n, pass } = outcome;
  const { title, asks, format, passes } = textOfRule(rule);
  const result = pass ? 'pass' : 'fail';
  const measured = format(value);
  const interval = formatInterval(outcome);
  const label = `${title}: ${measured}, interval ${interval}, must be ${formatBound(outcome)}: ${result}`;
  return [
    pass ? html`<span class="badge good">✓ pass</span>` : html`<span class="badge bad">✗ fail</span>`,
    html`<strong>${title}</strong><small>${asks}</small><small><code>${rule}</code> · n = ${formatCount(n)}</small>`,
    measured,
    formatBound(outcome),
    html`${drawInterval({ ...outcome, passes, label })}${outcome.low !== null && html`<small>${interval}</small>`}`,
    explainRule(outcome),
  ];
}
