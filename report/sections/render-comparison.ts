import type { PipelineName } from '../../models/contracts/pipeline.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { html, type Markup } from '../html/html.ts';
import { textOfScorer } from '../texts/scorer-texts.ts';
import { renderRules } from './render-rules.ts';

/** The candidate against the champion: better, or not worse than an old one, is enough. */
export function renderComparison({ comparison, model }: Verdict, pipeline: PipelineName): Markup | false {
  if (comparison === undefined || comparison.champion === null || comparison.rules.length === 0) return false;
  const { champion, basis, rules } = comparison;
  const how =
    basis === 'rows-after'
      ? 'on customers who came after all that the champion learnt from'
      : 'the champion’s recipe fitted on the same rows as the candidate';
  return html`<p><strong>${textOfScorer(model).title}</strong> against version ${champion.version} (${textOfScorer(champion.model).title}, as of ${champion.asOf}), ${how}:</p>
${renderRules(rules, pipeline)}`;
}
