import { basename } from 'node:path';
import type { z } from 'zod';
import { AffiliateBranches } from '../../sql/affiliate/marts/affiliate_branches.ts';
import { AffiliateProducts } from '../../sql/affiliate/marts/affiliate_products.ts';
import { CustomerAffiliates } from '../../sql/affiliate/marts/customer_affiliates.ts';
import { CustomerCategories } from '../../sql/affiliate/marts/customer_categories.ts';
import { CustomerHabits } from '../../sql/affiliate/marts/customer_habits.ts';
import { CustomerSnapshots } from '../../sql/affiliate/marts/customer_snapshots.ts';
import { Customers } from '../../sql/affiliate/marts/customers.ts';
import { ExtensionEvents } from '../../sql/affiliate/marts/extension_events.ts';
import { NearestBranches } from '../../sql/affiliate/marts/nearest_branches.ts';
import { OpenRuns } from '../../sql/affiliate/marts/open_runs.ts';
import { ProductDays } from '../../sql/affiliate/marts/product_days.ts';
import { ProductFeatures } from '../../sql/affiliate/marts/product_features.ts';
import { PurchaseDays } from '../../sql/affiliate/marts/purchase_days.ts';
import { RepurchaseDates } from '../../sql/affiliate/marts/repurchase_dates.ts';
import { type ColumnAbout, columns, type FeatureAbout } from '../../sql/columns.ts';
import { Landmarks } from '../../sql/trial/marts/landmarks.ts';

/** One mart of a page. */
export interface FeatureTable {
  /** The mart, and the sidecar whose fields it describes. */
  mart: string;
  row: z.ZodObject;
  /** What one row is; for a page of several. */
  about?: string;
}

/** A page that lists the features of one mart or several. */
export interface FeaturePage {
  file: string;
  title: string;
  tables: readonly FeatureTable[];
  /** What holds for all of them. */
  introduction: string;
}

/** Every such page: a mart of features is one more. */
export const FEATURE_PAGES: readonly FeaturePage[] = [
  {
    file: 'docs/trial-features.md',
    title: 'Features of the trial',
    tables: [{ mart: 'sql/trial/marts/landmarks.sql', row: Landmarks }],
    introduction:
      'One row per registrant and decision point: registration, first visit, 3 h and 15 h of cumulative stay, last day (48 h after ' +
      'the application). A first visit knows the event that makes it; otherwise nothing at or after the moment reaches a feature, ' +
      'nothing after a payment, and nothing after the 72 hours of the trial. Audits recount them from the raw tables, and canaries ' +
      '(`sql/trial/canaries`) build them again in every run after what comes later was deleted, or made to tell the outcome. ' +
      'Times are wall-clock times of the source, to the second.',
  },
  {
    file: 'docs/affiliate-features.md',
    title: 'Features of loyalty customers',
    introduction:
      'As known at the start of the as-of. `annual_…` is of the year before it, everything else of all that is known. ' +
      'Missing is missing: no column has a stand-in such as 365 days. What a purchase, a visit, a return, a retailer and the ' +
      'period are, and how the raw tables are cleaned: [affiliate-cleaning.md](affiliate-cleaning.md).',
    tables: [
      {
        mart: 'sql/affiliate/marts/customers.sql',
        row: Customers,
        about: 'One row per registered customer.',
      },
      {
        mart: 'sql/affiliate/marts/customer_affiliates.sql',
        row: CustomerAffiliates,
        about:
          'One row per affiliate that a customer has used: the counts per affiliate, for any number of them.',
      },
      {
        mart: 'sql/affiliate/marts/customer_categories.sql',
        row: CustomerCategories,
        about: 'One row per top category of which a customer bought in the year.',
      },
      {
        mart: 'sql/affiliate/marts/customer_snapshots.sql',
        row: CustomerSnapshots,
        about:
          'One row per customer and cut (each first of a month with 90 days behind it, and the as-of) with a visit before it; ' +
          'as-of is the cut there.',
      },
      {
        mart: 'sql/affiliate/marts/purchase_days.sql',
        row: PurchaseDays,
        about:
          'One row per customer and day with a purchase or a return: what lifetime value is estimated from.',
      },
      {
        mart: 'sql/affiliate/marts/extension_events.sql',
        row: ExtensionEvents,
        about:
          'One row per first use of further affiliates before a customer went back to an earlier one; as-of is the start of that hour ' +
          'there. The first event of each customer is the first extension of the specification, all of them are its expanded set.',
      },
      {
        mart: 'sql/affiliate/marts/open_runs.sql',
        row: OpenRuns,
        about:
          'One row per customer who has never gone back, those of one affiliate among them: the run they are in, by the same SQL.',
      },
      {
        mart: 'sql/affiliate/marts/product_days.sql',
        row: ProductDays,
        about:
          'One row per customer, product, branch and day: what the recommender learns from, cut at any day of the past.',
      },
      {
        mart: 'sql/affiliate/marts/product_features.sql',
        row: ProductFeatures,
        about: 'One row per product that is catalogued, or was bought though it is not.',
      },
      {
        mart: 'sql/affiliate/marts/affiliate_branches.sql',
        row: AffiliateBranches,
        about: 'One row per branch, those that only purchases name and the dummy branches included.',
      },
      {
        mart: 'sql/affiliate/marts/customer_habits.sql',
        row: CustomerHabits,
        about:
          'One row per registered customer: at which affiliate, where and at which prices somebody mostly buys.',
      },
      {
        mart: 'sql/affiliate/marts/affiliate_products.sql',
        row: AffiliateProducts,
        about:
          'One row per affiliate and product that it has sold: what can be offered there, and at which price.',
      },
      {
        mart: 'sql/affiliate/marts/nearest_branches.sql',
        row: NearestBranches,
        about:
          'One row per district and affiliate with a branch in its zone: zones and districts are masked, so that the nearest branch is ' +
          'the most visited one in the district, else in the zone.',
      },
      {
        mart: 'sql/affiliate/marts/repurchase_dates.sql',
        row: RepurchaseDates,
        about:
          'One row per product that a customer is due to buy again within 31 days of the as-of, before or after: what reminders are ' +
          'made of. A product that nobody ever bought twice has none.',
      },
    ],
  },
];

/** Columns that have no words yet. */
export function listUndescribed({ tables }: FeaturePage): string[] {
  return tables.flatMap(({ row }) =>
    Object.entries(row.shape).flatMap(([name, field]) => (columns.has(field) ? [] : [name])),
  );
}

/** The page as Markdown. */
export function renderFeaturePage({ title, tables, introduction }: FeaturePage): string {
  const marts = tables.map(({ mart }) => mart);
  return [
    `# ${title}`,
    marts.length === 1
      ? `<!-- Written by \`npm run docs\` from the sidecar of ${marts[0]}. -->`
      : '<!-- Written by `npm run docs` from the sidecars of these marts. -->',
    introduction,
    ...tables.flatMap(renderTable),
  ]
    .join('\n\n')
    .concat('\n');
}

function renderTable({ mart, row, about }: FeatureTable): string[] {
  const described = Object.entries(row.shape).map(([name, field]) => [name, columns.get(field)] as const);
  const spec = described.some(([, words]) => words?.spec !== undefined);
  const named = (words: ColumnAbout) => (spec ? [words.spec ?? ''] : []);
  const features = described.flatMap(([name, words]) =>
    isFeature(words)
      ? [[name, words.definition, words.unit, words.known, words.missing, ...named(words)]]
      : [],
  );
  const others = described.flatMap(([name, words]) =>
    words === undefined || isFeature(words) ? [] : [[name, words.definition, ...named(words)]],
  );
  const inSpec = spec ? ['in the spec'] : [];
  return [
    ...(about === undefined ? [] : [`## ${basename(mart, '.sql')}`, about]),
    renderRows(['feature', 'definition', 'unit', 'known from', 'missing', ...inSpec], features),
    'Columns beside them, which no model sees:',
    renderRows(['column', 'definition', ...inSpec], others),
  ];
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
