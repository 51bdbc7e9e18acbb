import { z } from 'zod';
import { GatePolicy } from '../gates/policy.ts';
import { AlertSettings } from './alert-settings.ts';
import { BUSINESS_CASES } from './pipeline.ts';
import { DatasetName } from './run-input.ts';
import { SourcePlace } from './source-place.ts';
import { WebhookSettings } from './webhook-settings.ts';

/** Name of a time zone. */
export const TimeZone = z.string().refine(isTimeZone, 'expected an IANA time zone such as Asia/Seoul');
/** Whether a mobile payment and the purchase it paid for may both be in a source. */
export const Extracts = z.enum(['overlapping', 'independent']);
export type Extracts = z.infer<typeof Extracts>;

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected hh:mm');

const SinkName = DatasetName.refine(
  (name) => !['postgres', 'files'].includes(name),
  'postgres and files are always there (expected another name)',
);

const Language = z.enum(['ko', 'en']);
const QuietHours = z.strictObject({ from: ClockTime, to: ClockTime });
const Prices = z.strictObject({
  currency: z.string().length(3),
  plans: z.record(
    z.string(),
    z.strictObject({ amount: z.number().positive(), margin: z.number().min(0).max(1) }),
  ),
});
const Cap = z.int().positive();
const HoldoutShare = z.number().min(0).max(0.9);
const GlobalHoldoutShare = z.number().min(0).max(0.5);

/** How far a publication may lie from what is usual before it is refused. */
export const PublishingBounds = z.strictObject({
  /** Least and most rows, as multiples of the median of the last publications. */
  minRowRatio: z.number().min(0).max(1).default(0.1),
  maxRowRatio: z.number().min(1).default(10),
  /** Largest share of customers whose offers differ from those that are live; 1: all of them may, as every night of trials does. */
  maxChangingShare: z.number().gt(0).max(1).default(1),
});
export type PublishingBounds = z.infer<typeof PublishingBounds>;

/** Settings of a company, or of one of its datasets. */
const Settings = {
  /** Whose days and hours the source's times are. */
  timeZone: TimeZone.optional(),
  /** Language of the `message` column; both languages are always there beside it. */
  language: Language.optional(),
  /** Nothing is sent from `from` until `to`, local time; the span may cross midnight. */
  quietHours: QuietHours.optional(),
  /** The most messages that one customer gets. */
  caps: z.strictObject({ perDay: Cap.optional(), perWeek: Cap.optional() }).optional(),
  /** Amount and margin share by plan or product line, in `currency`. */
  prices: Prices.optional(),
  /** Share of each action's audience that is kept out, to measure it. */
  holdoutShare: HoldoutShare.optional(),
  /** Share of all customers that nothing ever contacts, to measure everything together. */
  globalHoldoutShare: GlobalHoldoutShare.optional(),
  /** Whose customers they are: datasets of one name share customers' ids, caps and the global holdout; default: the dataset's. */
  people: DatasetName.optional(),
  /** The trial playbook, from the folder of the configuration; default: the one that ships. */
  playbook: z.string().min(1).optional(),
  /** The same of the affiliate expansion. */
  affiliatePlaybook: z.string().min(1).optional(),
  /** Days after the end of a trial within which a payment counts as its success. */
  horizonDays: z.int().positive().max(365).optional(),
  /** Whether a run that has published begins the journeys of open trials, which then send their messages by themselves. */
  journeys: z.boolean().optional(),
  /** `overlapping`: a payment that equals a receipt of its hour is counted once. `independent`: nothing is matched. */
  extracts: Extracts.optional(),
  /** Where strategies go beside PostgreSQL and files, by name; a dataset's own take the place of the company's. */
  sinks: z.record(SinkName, WebhookSettings).optional(),
  /** Bounds beyond which a publication is refused. */
  publishing: z.strictObject(withoutDefaults(PublishingBounds.shape)).optional(),
  /** Overrides of the gate's policy. */
  gate: z.strictObject(withoutDefaults(GatePolicy.shape)).optional(),
};

/** The text of `crosslift.config.json`. */
export const ProjectConfig = z.strictObject({
  $schema: z.string().optional(),
  /** Who is told when a pipeline's state changes; without it the log is. */
  alerts: AlertSettings.optional(),
  ...Settings,
  /** Sources by the name under which their results are kept. */
  datasets: z
    .record(
      DatasetName,
      z.strictObject({
        pipeline: z.enum(BUSINESS_CASES),
        /** Directory of raw tables, from the folder of the configuration; or `s3://bucket/folder`. */
        source: SourcePlace,
        ...Settings,
      }),
    )
    .optional(),
});
export type ProjectConfig = z.infer<typeof ProjectConfig>;

/** Settings that a plan of offers depends on, complete. */
export const PlanSettings = z.strictObject({
  language: Language,
  quietHours: QuietHours.nullable(),
  caps: z.strictObject({ perDay: Cap.nullable(), perWeek: Cap.nullable() }),
  prices: Prices.nullable(),
  holdoutShare: HoldoutShare,
  globalHoldoutShare: GlobalHoldoutShare,
});
export type PlanSettings = z.infer<typeof PlanSettings>;

/** What a run takes from the configuration, complete; recorded in its context. */
export interface RunSettings extends PlanSettings {
  /** Whose customers they are. */
  people: string;
  timeZone: string;
  /** Path of the trial playbook; null for the one that ships. */
  playbook: string | null;
  /** The same of the affiliate expansion. */
  affiliatePlaybook: string | null;
  horizonDays: number;
  extracts: Extracts;
  journeys: boolean;
  sinks: Record<string, WebhookSettings>;
  publishing: PublishingBounds;
  gate: GatePolicy;
}

/** Settings of a dataset: its own, else the company's, else the defaults. */
export function settingsOf(config: ProjectConfig, dataset: string): RunSettings {
  const own = config.datasets?.[dataset];
  const first = <Name extends keyof typeof Settings>(name: Name) => own?.[name] ?? config[name];
  return {
    people: first('people') ?? dataset,
    timeZone: first('timeZone') ?? 'Asia/Seoul',
    language: first('language') ?? 'ko',
    quietHours: first('quietHours') ?? null,
    caps: { perDay: first('caps')?.perDay ?? null, perWeek: first('caps')?.perWeek ?? null },
    prices: first('prices') ?? null,
    holdoutShare: first('holdoutShare') ?? 0.1,
    globalHoldoutShare: first('globalHoldoutShare') ?? 0.02,
    playbook: first('playbook') ?? null,
    affiliatePlaybook: first('affiliatePlaybook') ?? null,
    horizonDays: first('horizonDays') ?? 14,
    // What matches to the cent is one event in any source; where the extracts are independent, next to nothing does.
    extracts: first('extracts') ?? 'overlapping',
    // Nothing is sent to anybody before somebody has said so.
    journeys: first('journeys') ?? false,
    sinks: first('sinks') ?? {},
    publishing: PublishingBounds.parse({ ...config.publishing, ...own?.publishing }),
    gate: GatePolicy.parse({ ...config.gate, ...own?.gate }),
  };
}

/** Datasets with the same customers, one's own included. */
export function datasetsOf(config: ProjectConfig, dataset: string): string[] {
  const { people } = settingsOf(config, dataset);
  const named = Object.keys(config.datasets ?? {}).filter(
    (name) => settingsOf(config, name).people === people,
  );
  return [...new Set([dataset, ...named])].sort();
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A field that is left out of the file must not come back as its default, which would hide the level above. */
function withoutDefaults<Shape extends Record<string, z.ZodDefault<z.ZodNumber>>>(shape: Shape) {
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, field.unwrap().optional()]),
  ) as {
    [Name in keyof Shape]: z.ZodOptional<ReturnType<Shape[Name]['unwrap']>>;
  };
}
