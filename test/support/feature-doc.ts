import type { z } from 'zod';
import { type ColumnAbout, columns, type FeatureAbout } from '../../sql/columns.ts';
import { Landmarks } from '../../sql/trial/marts/landmarks.ts';

/** A page that lists the features of one mart. */
export interface FeaturePage {
  file: string;
  title: string;
  /** The mart, and the sidecar whose fields it describes. */
  mart: string;
  row: z.ZodObject;
  /** What holds for all of them. */
  introduction: string;
}

/** Every such page: a mart of features is one more. */
export const FEATURE_PAGES: readonly FeaturePage[] = [
  {
    file: 'docs/trial-features.md',
    title: 'Features of the trial',
    mart: 'sql/trial/marts/landmarks.sql',
    row: Landmarks,
    introduction:
      'One row per registrant and decision point: registration, first visit, 3 h and 15 h of cumulative stay, last day (48 h after ' +
      'the application). A first visit knows the event that makes it; otherwise nothing at or after the moment reaches a feature, ' +
      'nothing after a payment, and nothing after the 72 hours of the trial. Audits recount them from the raw tables, and canaries ' +
      '(`sql/trial/canaries`) build them again in every run after what comes later was deleted, or made to tell the outcome. ' +
      'Times are wall-clock times of the source, to the second.',
  },
];

/** Columns that have no words yet. */
export function listUndescribed({ row }: FeaturePage): string[] {
  return Object.entries(row.shape).flatMap(([name, field]) => (columns.has(field) ? [] : [name]));
}

/** The page as Markdown. */
export function renderFeaturePage(page: FeaturePage): string {
  const { title, mart, row, introduction } = page;
  const described = Object.entries(row.shape).map(([name, field]) => [name, columns.get(field)] as const);
  const features = described.flatMap(([name, about]) =>
    isFeature(about) ? [[name, about.definition, about.unit, about.known, about.missing]] : [],
  );
  const others = described.flatMap(([name, about]) =>
    about === undefined || isFeature(about) ? [] : [[name, about.definition]],
  );
  return [
    `# ${title}`,
    `<!-- Written by \`npm run docs\` from the sidecar of ${mart}. -->`,
    introduction,
    renderRows(['feature', 'definition', 'unit', 'known from', 'missing'], features),
    'Columns beside them, which no model sees:',
    renderRows(['column', 'definition'], others),
  ]
    .join('\n\n')
    .concat('\n');
}

function isFeature(about: ColumnAbout | FeatureAbout | undefined): about is FeatureAbout {
  return about !== undefined && 'unit' in about;
}

function renderRows(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const named = rows.map(([name, ...cells]) => line([`\`${name}\``, ...cells]));
  return [line(head), line(head.map(() => '---')), ...named].join('\n');
}
