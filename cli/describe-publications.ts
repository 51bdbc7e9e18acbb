import { describeDiff } from '../models/publishing/describe-diff.ts';
import type { FlipRow } from '../platform/postgres/flips.ts';
import type { PublicationRow } from '../platform/postgres/publications.ts';
import type { ReceiptRow } from '../platform/postgres/receipts.ts';
import { formatCount, formatTable } from './format.ts';

/** A publication with what its sinks have, and which have not got it. */
export interface PublicationView extends PublicationRow {
  receipts: ReceiptRow[];
  missing: string[];
}

/** Publications of all datasets, the newest first. */
export function describePublications(publications: readonly PublicationView[]): string {
  if (publications.length === 0) return 'nothing was published yet (npm start publishes the samples)\n';
  const lines = publications.map(
    ({ publication_id, pipeline, dataset, version, as_of, row_count, state, live_at, missing }) => [
      publication_id,
      `${pipeline}/${dataset}`,
      `v${version}`,
      as_of,
      formatCount(row_count),
      stateOf({ state, missing }),
      showTime(live_at),
    ],
  );
  return `${formatTable([['publication', 'of', 'version', 'as of', 'rows', 'state', 'live since'], ...lines], [4])}\n`;
}

/** One publication: its receipts, what changed for customers, and how the pointer came to it and left it. */
export function describePublication(publication: PublicationView, flips: readonly FlipRow[]): string {
  const { publication_id, receipts, missing, diff, suppressed, run_id } = publication;
  const moves = flips.filter(
    (flip) => flip.publication_id === publication_id || flip.replaced_id === publication_id,
  );
  const sections = [
    describePublications([publication]).trimEnd(),
    `by run ${run_id}`,
    diff === null ? '' : describeDiff(diff),
    formatTable([
      ['sink', 'rows', 'delivered', 'where'],
      ...receipts.map(({ sink, row_count, delivered_at, location }) => [
        sink,
        formatCount(row_count),
        showTime(delivered_at),
        location,
      ]),
      ...missing.map((sink) => [sink, '', 'not yet', `crosslift publications resume ${publication_id}`]),
    ]),
    formatTable([
      ['not planned because', 'rows'],
      ...Object.entries(suppressed).map(([reason, rows]) => [reason, formatCount(rows)]),
    ]),
    formatTable([
      ['pointer', 'at', 'by', 'why'],
      ...moves.map(({ action, flipped_at, actor, reason, publication_id: to }) => [
        to === publication_id ? `${action}: to it` : `${action}: to ${to}`,
        showTime(flipped_at),
        actor,
        reason,
      ]),
    ]),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

/** `live`, `PARTIAL` where a sink has not got what is live, `replaced`. */
function stateOf({ state, missing }: Pick<PublicationView, 'state' | 'missing'>): string {
  return state === 'live' && missing.length > 0 ? `PARTIAL: not in ${missing.join(', ')}` : state;
}

function showTime(time: Date | null): string {
  return time === null ? '' : time.toISOString().slice(0, 19).replace('T', ' ');
}
