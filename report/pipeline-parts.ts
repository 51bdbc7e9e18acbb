import type { PipelineName } from '../models/contracts/run.ts';
import { findPointUses } from './find-point-uses.ts';
import { html, type Markup } from './html/html.ts';
import type { ReportData } from './report-data.ts';
import { renderBaselines } from './sections/render-baselines.ts';
import { renderPointFigures } from './sections/render-point-figures.ts';
import { renderPointVerdicts } from './sections/render-point-verdicts.ts';
import { renderVerdicts } from './sections/render-verdicts.ts';
import { describePoints } from './texts/describe-points.ts';
import { describeModel } from './texts/outcome-texts.ts';

/** What a report shows of a pipeline's models, since each pipeline has models of its own kind. */
export interface PipelineParts {
  /** What the gates said, a sentence or two for each matter. */
  describeModels(data: ReportData): string[];
  /** The same as tiles at the head of the page. */
  renderTiles(data: ReportData): Markup;
  renderVerdicts(data: ReportData): Markup;
  renderFigures(data: ReportData): Markup;
}

/** The parts of each pipeline. */
export const PIPELINE_PARTS: Readonly<Record<PipelineName, PipelineParts>> = {
  'affiliate-expansion': {
    describeModels({ gates, run: { pipeline }, steps }) {
      const found = steps.find(({ name }) => name === 'score-customers')?.metrics.scorer;
      const scorer = typeof found === 'string' ? found : null;
      return gates.map((verdict) => describeModel(verdict, { pipeline, scorer }));
    },
    renderTiles: ({ gates }) =>
      html`${gates.map(
        ({ model, decision_point, verdict, rules }) =>
          html`<div class="tile"><dt>${model}${decision_point !== null && ` · ${decision_point}`}</dt><dd>${VERDICTS[verdict]}<small>${rules.length === 0 ? 'no rule could be applied' : `${rules.filter(({ pass }) => pass).length} of ${rules.length} rules passed`}</small></dd></div>`,
      )}`,
    renderVerdicts,
    renderFigures: renderBaselines,
  },
  'trial-conversion': {
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
};

const VERDICTS = {
  PROMOTED: 'approved',
  KEPT: 'champion kept',
  HELD: 'held',
  INSUFFICIENT_DATA: 'too little data',
} as const;
