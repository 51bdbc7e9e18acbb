import type { Verdict } from '../../models/gates/verdict.ts';
import { html, type Markup } from '../html/html.ts';
import type { ReportData } from '../report-data.ts';
import { renderComparison } from './render-comparison.ts';
import { renderRules } from './render-rules.ts';
import { renderVerdictBadge } from './render-verdict-badge.ts';

/** Why each model may be used or not: every rule of its gate. */
export function renderVerdicts({ gates, run }: ReportData): Markup {
  const renderVerdict = (verdict: Verdict) => {
    const { model, decision_point, rules, reason } = verdict;
    return html`<h3>${model}${decision_point !== null && decision_point !== model && html` <span class="soft">· ${decision_point}</span>`} ${renderVerdictBadge(verdict)}</h3>
${reason !== undefined && html`<p>${reason}</p>`}
${rules.length === 0 ? html`<p>It was not trained, so no rule could be applied.</p>` : renderRules(rules, run.pipeline)}
${renderComparison(verdict, run.pipeline)}`;
  };
  return html`<section>
<h2>May the model be used?</h2>
<p class="lead">Every rule must pass. Where there is an interval, the whole band (between its one-sided 95 % limits) must lie in the shaded part, beyond the upright line that is the bound; that the dot does, the value itself, is not enough. A held model is a normal outcome, not an error.</p>
${gates.length === 0 ? html`<p>No model was judged in this run.</p>` : gates.map(renderVerdict)}
</section>`;
}
