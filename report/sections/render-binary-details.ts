import type { Metrics } from '../../models/contracts/artifact.ts';
import { readMetric } from '../../models/contracts/read-metric.ts';
import { formatCount, formatFigure, NO_VALUE } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import { BINARY_FIGURE_TEXTS } from '../texts/binary-figure-texts.ts';

const IMPORTANCE = 'importance:';

/** Every figure of a yes/no model with its interval and baselines, what it said of whom, and what it rests on. */
export function renderBinaryDetails(figures: Metrics): Markup {
  return html`${renderFigures(figures)}
<div class="columns">
${renderConfusion(figures)}
${renderImportance(figures)}
</div>`;
}

function renderFigures(figures: Metrics): Markup {
  return renderTable({
    columns: [
      { title: 'Figure', room: 'nowrap' },
      { title: 'Value', figures: true },
      { title: '95 % interval', figures: true },
      { title: 'Without a model', room: 'nowrap' },
      { title: 'Read as', room: 'wide' },
    ],
    rows: BINARY_FIGURE_TEXTS.map(({ name, title, reads, baselines }) => {
      const low = readMetric(figures, `${name}_low`);
      const high = readMetric(figures, `${name}_high`);
      return [
        title,
        formatFigure(readMetric(figures, name)),
        low === null || high === null ? NO_VALUE : `${formatFigure(low)} to ${formatFigure(high)}`,
        html`${baselines.map(([suffix, words]) => html`<div>${formatFigure(readMetric(figures, `${name}_${suffix}`))} <span class="soft">${words}</span></div>`)}`,
        html`<span class="soft">${reads}</span>`,
      ];
    }),
    stacks: true,
  });
}

/** Counts at the threshold that validation chose for accuracy, and at the one for F1. */
function renderConfusion(figures: Metrics): Markup {
  const count = (aim: string, cell: string) => formatCount(readMetric(figures, `at_${aim}_${cell}`));
  return html`<div>
<h4>Whom it flagged</h4>
${renderTable({
  columns: [
    { title: 'Threshold' },
    { title: 'Flagged, rightly', figures: true },
    { title: 'Flagged, wrongly', figures: true },
    { title: 'Missed', figures: true },
    { title: 'Left, rightly', figures: true },
  ],
  rows: (['accuracy', 'f1'] as const).map((aim) => [
    aim === 'accuracy' ? 'for accuracy' : 'for F1',
    count(aim, 'true_positives'),
    count(aim, 'false_positives'),
    count(aim, 'false_negatives'),
    count(aim, 'true_negatives'),
  ]),
})}
</div>`;
}

function renderImportance(figures: Metrics): Markup {
  const found = Object.entries(figures).flatMap(([name, value]) =>
    name.startsWith(IMPORTANCE) && typeof value === 'number'
      ? [{ feature: name.slice(IMPORTANCE.length), value }]
      : [],
  );
  const largest = Math.max(...found.map(({ value }) => value), 0);
  if (largest === 0) return html``;
  return html`<div>
<h4>What it rests on</h4>
<p class="small soft">By how much the log-loss on the test rows rises, in nats, when a feature is shuffled among them. Of features that say the same each may look unimportant.</p>
<table class="lengths"><tbody>${found
    .filter(({ value }) => value > 0)
    .map(
      ({ feature, value }) =>
        html`<tr><th scope="row">${feature.replaceAll('_', ' ')}</th><td><span class="length" style="width:${((100 * value) / largest).toFixed(1)}%"></span></td><td class="figure">${formatFigure(value, 4)}</td></tr>
`,
    )}</tbody></table>
</div>`;
}
