import type { PipelineName } from '../models/contracts/pipeline.ts';
import { countMessages } from './count-messages.ts';
import { findPointUses } from './find-point-uses.ts';
import { html, type Markup } from './html/html.ts';
import { readStale } from './read-stale.ts';
import type { ReportData } from './report-data.ts';
import { renderAudience } from './sections/render-audience.ts';
import { renderBaselines } from './sections/render-baselines.ts';
import { renderColumns } from './sections/render-columns.ts';
import { renderDataQuality } from './sections/render-data-quality.ts';
import { renderPointFigures } from './sections/render-point-figures.ts';
import { renderPointVerdicts } from './sections/render-point-verdicts.ts';
import { renderPublication } from './sections/render-publication.ts';
import { renderQuestionFigures } from './sections/render-question-figures.ts';
import { renderScores, renderScoreTile } from './sections/render-scores.ts';
import { renderVerdicts } from './sections/render-verdicts.ts';
import { describePoints } from './texts/describe-points.ts';
import { describeDescription, describeModel, describeOutcome } from './texts/outcome-texts.ts';
import { describeQuestionOutcome } from './texts/question-texts.ts';

/** What a report shows of a pipeline's models, since each pipeline has models of its own kind. */
export interface PipelineParts {
  /** What the gates said, a sentence or two for each matter. */
  describeModels(data: ReportData): string[];
  /** The same as tiles at the head of the page. */
  renderTiles(data: ReportData): Markup;
  /** How the run ended, in one sentence. */
  describeOutcome(data: ReportData): string;
  /** What went out, as tiles. */
  renderDelivery(data: ReportData): Markup;
  /** The same at length. */
  renderAudience(data: ReportData): Markup;
  renderVerdicts(data: ReportData): Markup;
  renderFigures(data: ReportData): Markup;
  /** What became of the source. */
  renderSource(data: ReportData): Markup;
}

/** Of pipelines that publish strategies. */
const STRATEGY_PARTS: Pick<
  PipelineParts,
  'describeOutcome' | 'renderDelivery' | 'renderAudience' | 'renderSource'
> = {
  describeOutcome: (data) =>
    describeOutcome({ ...data, messages: countMessages(data, 'treatment'), stale: readStale(data) }),
  renderDelivery: renderPublication,
  renderAudience,
  renderSource: renderDataQuality,
};

/** The parts of each pipeline. */
export const PIPELINE_PARTS: Readonly<Record<PipelineName, PipelineParts>> = {
  'affiliate-expansion': {
    ...STRATEGY_PARTS,
    describeModels({ gates, run: { pipeline }, steps }) {
      return gates.map((verdict) => {
        if (DESCRIPTIONS.includes(verdict.decision_point ?? '')) return describeDescription(verdict);
        const scoring = verdict.model === 'recommender' ? 'recommend-products' : 'score-customers';
        const found = steps.find(({ name }) => name === scoring)?.metrics.scorer;
        return describeModel(verdict, { pipeline, scorer: typeof found === 'string' ? found : null });
      });
    },
    renderTiles: renderVerdictTiles,
    renderVerdicts,
    renderFigures: renderBaselines,
  },
  'trial-conversion': {
    ...STRATEGY_PARTS,
    describeModels: ({ gates }) => describePoints(findPointUses(gates)),
    renderTiles({ gates }) {
      const uses = findPointUses(gates);
      const scored = uses.filter(({ scorer }) => scorer !== null);
      const own = scored.filter(({ point, scorer }) => point === scorer);
      return html`<div class="tile"><dt>Decision points in use</dt><dd>${scored.length} of ${uses.length}<small>${own.length} with a model of their own</small></dd></div>`;
    },
    renderVerdicts: renderPointVerdicts,
    renderFigures: renderPointFigures,
  },
  propensity: {
    describeOutcome: describeQuestionOutcome,
    renderDelivery: renderScoreTile,
    renderAudience: renderScores,
    renderSource: renderColumns,
    describeModels: ({ gates, metrics, run: { pipeline } }) =>
      gates.map((verdict) =>
        verdict.rules.length === 0
          ? `Nothing could be learnt: ${metrics.table?.untrainable ?? 'there is too little data'}.`
          : describeModel(verdict, { pipeline, scorer: null }),
      ),
    renderTiles: renderVerdictTiles,
    renderVerdicts,
    renderFigures: renderQuestionFigures,
  },
};

/** Models that score nobody: they describe customers. */
const DESCRIPTIONS = ['segments', 'lifetime-value'];

/** Each model's verdict. */
function renderVerdictTiles({ gates }: ReportData): Markup {
  return html`${gates.map(
    ({ model, decision_point, verdict, rules }) =>
      html`<div class="tile"><dt>${model}${decision_point !== null && decision_point !== model && ` · ${decision_point}`}</dt><dd>${VERDICTS[verdict]}<small>${rules.length === 0 ? 'no rule could be applied' : `${rules.filter(({ pass }) => pass).length} of ${rules.length} rules passed`}</small></dd></div>`,
  )}`;
}

const VERDICTS = {
  PROMOTED: 'approved',
  KEPT: 'champion kept',
  HELD: 'held',
  INSUFFICIENT_DATA: 'too little data',
} as const;
