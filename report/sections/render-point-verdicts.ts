import { findPointUses, type PointUse } from '../find-point-uses.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { textOfPoint } from '../texts/point-texts.ts';
import { textOfRule } from '../texts/rule-texts.ts';
import { textOfScorer } from '../texts/scorer-texts.ts';
import { renderComparison } from './render-comparison.ts';
import { renderRules } from './render-rules.ts';
import { renderVerdictBadge } from './render-verdict-badge.ts';

const PIPELINE = 'trial-conversion';

/** Which decision points' models may be used and who scores each point; below, folded, every rule of each gate. */
export function renderPointVerdicts({ gates }: ReportData): Markup {
  const uses = findPointUses(gates);
  const judged = uses.filter(({ verdict }) => verdict.rules.length > 0);
  return html`<section>
<h2>May the models be used?</h2>
<p class="lead">Each decision point has a model of its own and a gate of its own, whose every rule must pass. A held model is a normal outcome, not an error: nobody is written to at its point. Where there was too little data to judge, the last approved model of an earlier point stands in.</p>
${judged.length === 0 ? html`<p>No model was trained in this run, so there was nothing to judge.</p>` : renderSummary(uses)}
${judged.length > 0 && html`<p class="small soft">Each gate, rule by rule. The band is the interval between the one-sided 95 % limits, the upright line the bound: the whole band must lie in the shaded part; that the dot does, the value itself, is not enough. Calibration and groups are read as they say.</p>`}
${judged.map(renderPoint)}
</section>`;
}

function renderSummary(uses: readonly PointUse[]): Markup {
  return renderTable({
    columns: [
      { title: 'Decision point', room: 'nowrap' },
      { title: 'Verdict', room: 'nowrap' },
      { title: 'Rules passed', room: 'nowrap' },
      { title: 'Not passed', room: 'wide' },
      { title: 'Scored by', room: 'wide' },
    ],
    rows: uses.map((use) => [
      html`<strong>${textOfPoint(use.point).title}</strong>`,
      renderVerdictBadge(use.verdict),
      countPassed(use),
      describeFailed(use),
      describeScorer(use, uses),
    ]),
    stacks: true,
  });
}

function describeFailed({ verdict: { rules } }: PointUse): string {
  if (rules.length === 0) return 'not trained, so no rule could be applied';
  return rules
    .filter(({ pass }) => !pass)
    .map((outcome) => textOfRule(outcome, PIPELINE).title)
    .join('; ');
}

function describeScorer({ point, scorer }: PointUse, uses: readonly PointUse[]): Markup {
  if (scorer === null) return html`<span class="soft">nobody: no messages at this point</span>`;
  const verdict = uses.find((use) => use.point === scorer)?.verdict;
  const champion = verdict?.released === 'champion' ? verdict.comparison?.champion : null;
  const learner = champion?.model ?? verdict?.model ?? '';
  const whose = scorer === point ? 'its own model' : `the model of ${textOfPoint(scorer).name}`;
  return html`${whose}<small>${textOfScorer(learner).title}</small>`;
}

function renderPoint(use: PointUse): Markup {
  const { point, verdict } = use;
  return html`<details>
<summary><strong>${textOfPoint(point).title}</strong> ${renderVerdictBadge(verdict)} <span class="soft">${textOfScorer(verdict.model).title} · ${countPassed(use)} rules passed</span></summary>
${verdict.reason !== undefined && html`<p>${verdict.reason}</p>`}
${renderRules(verdict.rules, PIPELINE)}
${renderComparison(verdict, PIPELINE)}
</details>
`;
}

/** Of the rules that were applied: one that is off has not been passed. */
function countPassed({ verdict: { rules } }: PointUse): string {
  const applied = rules.filter(({ value, pass }) => value !== null || !pass);
  return `${applied.filter(({ pass }) => pass).length} of ${applied.length}`;
}
