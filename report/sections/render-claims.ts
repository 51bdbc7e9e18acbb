import { FAMILIES } from '../../models/insights/claim.ts';
import { type Insight, InsightEvidence } from '../../models/insights/insight.ts';
import { VERDICTS } from '../../models/insights/judge-claim.ts';
import { drawInterval } from '../charts/draw-interval.ts';
import { formatCount, formatFigure, formatPoints, formatRatio, NO_VALUE } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { FAMILY_TITLES, VERDICT_STYLES } from '../texts/claim-texts.ts';

/** Every claim about the customers with its interval and verdict, by family; nothing where none was tested. */
export function renderClaims({ insights }: Pick<ReportData, 'insights'>): Markup {
  if (insights.length === 0) return html``;
  const families = FAMILIES.filter((family) => insights.some((insight) => insight.family === family));
  return html`<section>
<h2>What is said, and what the data say</h2>
<p class="lead">Claims about the customers of this source, each tested on everyone whose outcome is known. ${countVerdicts(insights)}. The band is the 95 % interval of the effect, the upright line the smallest effect that would matter. A claim is supported when chance is ruled out (q at most 0.05 within its family) and the dot lies in the shaded part; for “nearly alike”, the whole band must. It is refuted only when the whole band lies outside. They are associations: what a promotion would change, only a holdout shows.</p>
${families.map((family, place) =>
  renderFamily(
    FAMILY_TITLES[family],
    insights.filter((insight) => insight.family === family),
    place === 0,
  ),
)}</section>`;
}

function countVerdicts(insights: readonly Insight[]): string {
  return listCounts(insights)
    .map(({ verdict, claims }) => `${claims} ${verdict}`)
    .join(', ');
}

function listCounts(insights: readonly Insight[]) {
  return VERDICTS.map((verdict) => ({
    verdict,
    claims: insights.filter((insight) => insight.verdict === verdict).length,
  }));
}

/** Forty claims would push the models off the page: only the first family is unfolded. */
function renderFamily(title: string, insights: readonly Insight[], isOpen: boolean): Markup {
  const badges = listCounts(insights)
    .filter(({ claims }) => claims > 0)
    .map(
      ({ verdict, claims }) =>
        html` <span class="badge ${VERDICT_STYLES[verdict].badge}">${claims} ${verdict}</span>`,
    );
  return html`<details${isOpen && html` open`}><summary><strong>${title}</strong>${badges}</summary>
${renderClaimTable(insights)}
</details>
`;
}

function renderClaimTable(insights: readonly Insight[]): Markup {
  return renderTable({
    columns: [
      { title: 'Verdict', room: 'nowrap' },
      { title: 'Claim', room: 'wide' },
      { title: 'Interval' },
      { title: 'p', figures: true },
      { title: 'q', figures: true },
      { title: 'What was found', room: 'wide' },
    ],
    rows: insights.map(renderInsight),
    stacks: true,
  });
}

function renderInsight(insight: Insight) {
  const { verdict, n, p, q, sentence_ko, sentence_en, claim_id } = insight;
  const { claim, source } = InsightEvidence.parse(JSON.parse(insight.evidence));
  return [
    html`<span class="badge ${VERDICT_STYLES[verdict].badge}">${verdict}</span>`,
    html`<strong>${claim.en.charAt(0).toUpperCase()}${claim.en.slice(1)}</strong><small>spec ${source}</small><small><code>${claim_id}</code> · n = ${formatCount(n)}</small>`,
    renderInterval(insight),
    formatProbability(p),
    formatProbability(q),
    html`${sentence_en}<small lang="ko">${sentence_ko}</small>`,
  ];
}

/** The shaded part is where the effect must lie. */
function renderInterval(insight: Insight): Markup {
  const { verdict, effect, low, high, smallest_effect, sentence_en } = insight;
  const { direction, unit } = InsightEvidence.parse(JSON.parse(insight.evidence));
  if (effect === null) return html``;
  const format = unit === 'ratio' ? formatRatio : formatPoints;
  return html`${drawInterval({
    value: effect,
    bound: direction === 'below' ? -smallest_effect : smallest_effect,
    ...{ low, high },
    pass: verdict === 'supported',
    isOpen: VERDICT_STYLES[verdict].isOpen,
    passes: direction,
    label: sentence_en,
    over: [0],
  })}<small>${format(low)} to ${format(high)}</small>`;
}

function formatProbability(probability: number | null): string {
  if (probability === null) return NO_VALUE;
  return probability < 0.001 ? '< 0.001' : formatFigure(probability);
}
