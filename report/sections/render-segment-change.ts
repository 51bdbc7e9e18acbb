import type { SegmentReport } from '../../models/segments/segment-report.ts';
import { formatCount, formatFigure, formatRareShare } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import { joinWords } from '../texts/join-words.ts';

/** Who went where since the last assignment, and what became of the segments where they were fitted again. */
export function renderSegmentChange(
  change: NonNullable<SegmentReport['change']>,
  fit: SegmentReport['fit'],
): Markup {
  const { since, shared, moved, movedShare, entered, left, created, retired, segments, migration } = change;
  const refitted = fit !== null && (fit.reason === 'age' || fit.reason === 'drift');
  return html`<h3>Who moved</h3>
<p>Since ${since}, ${formatCount(moved)} of ${formatCount(shared)} customers are in another segment (${formatRareShare(movedShare)}); ${formatCount(entered)} came new and ${formatCount(left)} are gone.${created.length > 0 && ` New: ${joinWords(created)}.`}${retired.length > 0 && ` No longer there: ${joinWords(retired)}.`}</p>
${moved > 0 && renderMatrix(segments, migration)}
${refitted && renderMatches(fit.matches)}`;
}

/** Only segments that somebody left or came to: the rest of the matrix is its diagonal. */
function renderMatrix(segments: readonly string[], migration: readonly (readonly number[])[]): Markup {
  const moves = (one: number) =>
    segments.some(
      (_, other) => other !== one && (migration[one]![other]! > 0 || migration[other]![one]! > 0),
    );
  const shown = Array.from(segments.keys()).filter(moves);
  return html`${renderTable({
    columns: [
      { title: 'From' },
      ...shown.map((column) => ({ title: `to ${segments[column]}`, figures: true })),
    ],
    rows: shown.map((row) => [
      html`<strong>${segments[row]}</strong>`,
      ...shown.map((column) => {
        const customers = migration[row]![column]!;
        if (customers === 0) return '';
        return row === column
          ? html`<span class="soft">${formatCount(customers)}</span>`
          : html`<strong>${formatCount(customers)}</strong>`;
      }),
    ]),
  })}${
    shown.length < segments.length &&
    html`<p class="small soft">Nobody left or came to ${joinWords(segments.filter((_, row) => !shown.includes(row)))}.</p>`
  }`;
}

function renderMatches(matches: NonNullable<SegmentReport['fit']>['matches']): Markup {
  return html`<h4>The fit before and after</h4>
<p class="small soft">A segment keeps its id while at least half of all who were or are in it are the same (Jaccard 0.50).</p>
${renderTable({
  columns: [{ title: 'Segment' }, { title: 'Goes on from' }, { title: 'Jaccard', figures: true }],
  rows: matches.map(({ id, from, jaccard }) => [
    html`<strong>${id}</strong>`,
    from ?? html`<span class="badge note">new</span>`,
    formatFigure(jaccard, 2),
  ]),
})}`;
}
