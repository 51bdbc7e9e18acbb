import type {
  RankingFigures,
  RankingGroup,
  RecommenderReport,
} from '../../models/recommender/recommender-report.ts';
import { formatCount, formatFigure, formatShare, NO_VALUE } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { textOfScorer } from '../texts/scorer-texts.ts';

type Bounded = RankingFigures['ndcg'];

/** The figures in reading order. */
const FIGURES = [
  ['ndcg', 'NDCG@10', 'New purchases among the first ten, the higher up the better.', formatFigure],
  ['recall', 'recall@20', 'Share of the new purchases that the first twenty had.', formatShare],
  ['precision', 'precision@5', 'Share of the first five that were then bought.', formatShare],
  [
    'auc',
    'AUC per customer',
    'New purchases ranked above all else that was new: .5 is chance.',
    formatFigure,
  ],
] as const;

/** The recommender beside what needs none, overall and where it is hardest; nothing where none was measured. */
export function renderRecommender({ recommender }: Pick<ReportData, 'recommender'>): Markup {
  if (recommender === null) return html``;
  const { customers, newProducts, catalogue, overall, groups } = recommender;
  const scorers = Object.keys(overall);
  return html`<section>
<h2>The recommender beside baselines</h2>
<p class="lead">${formatCount(customers)} customers who newly bought ${formatCount(newProducts)} products in the weeks after the test day, of ${formatCount(catalogue)} that could have been recommended; what a customer had bought before is never listed. Training and every choice used earlier days only. The best figure of each row is marked ★; below it stands the 95 % interval by customer.</p>
${renderOverall(overall, scorers)}
${renderGroups(groups, scorers)}
</section>`;
}

function renderOverall(overall: RecommenderReport['overall'], scorers: readonly string[]): Markup {
  return renderTable({
    columns: nameColumns('Figure', scorers),
    rows: [
      ...FIGURES.filter(([figure]) => scorers.some((scorer) => overall[scorer]![figure] !== null)).map(
        ([figure, title, reads, format]) => [
          html`<strong>${title}</strong><small>${reads}</small>`,
          ...renderBounded(
            scorers.map((scorer) => overall[scorer]![figure]),
            format,
          ),
        ],
      ),
      [
        html`<strong>coverage@10</strong><small>Share of the catalogue in anybody’s first ten.</small>`,
        ...scorers.map((scorer) => formatShare(overall[scorer]!.coverage)),
      ],
      [
        html`<strong>novelty@10</strong><small>Bits: how rarely what is listed had been bought. 3 is one customer in eight.</small>`,
        ...scorers.map((scorer) => formatFigure(overall[scorer]!.novelty, 2)),
      ],
    ],
    stacks: true,
  });
}

function renderGroups(groups: readonly RankingGroup[], scorers: readonly string[]): Markup {
  if (groups.length === 0) return html``;
  return html`<h3>NDCG@10 by segment, and where nothing was known</h3>
<p class="lead small">Segments are those of today. Cold customers had bought nothing before the test day. Cold products were first sold in the four weeks before it: only those count as found there.</p>
${renderTable({
  columns: nameColumns('Group', scorers),
  rows: groups.map(({ name, customers, ndcg }) => [
    html`<strong>${name}</strong><small>${formatCount(customers)} customers</small>`,
    ...renderBounded(
      scorers.map((scorer) => ndcg[scorer] ?? null),
      formatFigure,
    ),
  ]),
  stacks: true,
})}`;
}

function nameColumns(first: string, scorers: readonly string[]) {
  return [
    { title: first, room: 'wide' as const },
    ...scorers.map((scorer) => ({ title: textOfScorer(scorer).title, figures: true })),
  ];
}

function renderBounded(figures: readonly Bounded[], format: (value: number | null) => string) {
  const known = figures.flatMap((found) => (found === null ? [] : [found.value]));
  // What reads the same is equally good: the digits beyond are noise.
  const best = known.length > 1 ? format(Math.max(...known)) : null;
  return figures.map((found) => {
    if (found === null) return NO_VALUE;
    const shown = format(found.value);
    return html`${shown === best ? html`<span class="best">★ ${shown}</span>` : shown}<small>${format(found.low)} to ${format(found.high)}</small>`;
  });
}
