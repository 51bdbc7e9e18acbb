import { z } from 'zod';
import { MeasureSettings } from '../lift/measure.ts';
import { listFields } from './fill-template.ts';

/** What a person reads: never empty. */
export const Words = z.string().min(1);
/** The same in both languages. */
export const Texts = z.strictObject({ ko: Words, en: Words });
export type Texts = z.infer<typeof Texts>;
/** A share that is kept out of something. */
export const HeldShare = z.number().min(0).max(0.9);

/** What every action has, whomever it is for. */
export const ActionFields = {
  id: z.string().regex(/^[A-Za-z][\w-]{0,31}$/, 'expected a letter, then letters, digits, - and _'),
  title: Words,
  /** When the message is due, in words. */
  trigger: Words,
  /** Only in nights of these months and ISO weekdays (1 Monday to 7 Sunday). */
  calendar: z
    .strictObject({
      months: z.array(z.int().min(1).max(12)).min(1).optional(),
      weekdays: z.array(z.int().min(1).max(7)).min(1).optional(),
    })
    .optional(),
  /** The audience in words. */
  who: Words,
  /** The audience in SQL: a condition on the marts, or a SELECT of ids over them. */
  audience: Words.default('true'),
  channel: Words,
  /** Advertising needs consent, and in Korea the words of `sender` and `optOut`. */
  isAdvertising: z.boolean().default(true),
  validDays: z.int().positive(),
  /** The most customers of both arms in one night. */
  budgetPerNight: z.int().positive().optional(),
  /** Effect that a holdout has measured; without one the action is an experiment. */
  lift: z.strictObject({ value: z.number(), low: z.number(), high: z.number(), source: Words }).optional(),
  /** Share kept out; default: `experimentShare` for an experiment, else the configured one. */
  holdoutShare: HeldShare.optional(),
  /** For how long an outcome counts, and for how long one experiment takes in customers. */
  measure: MeasureSettings.optional(),
  messages: Texts,
};

/** What every playbook has beside its actions. */
export const PlaybookFields = {
  sender: Texts,
  optOut: Texts,
  whenConsentUnknown: z.enum(['plan', 'suppress']).default('plan'),
};

/** Something wrong with an action, and with which of its fields. */
export interface ActionFault {
  path: string[];
  message: string;
}

/** No randomised comparison has shown that the action works. */
export function isExperiment({ lift }: { lift?: { low: number } | undefined }): boolean {
  return lift === undefined || lift.low <= 0;
}

/** What no single field of an action can tell, whatever the playbook. */
export function listActionFaults(
  action: Pick<z.infer<z.ZodObject<typeof ActionFields>>, 'id' | 'lift'>,
  before: readonly { id: string }[],
): ActionFault[] {
  const faults: ActionFault[] = [];
  if (before.some(({ id }) => id === action.id))
    faults.push({ path: ['id'], message: 'another action has this id (expected an id of its own)' });
  const { lift } = action;
  if (lift !== undefined && !(lift.low <= lift.value && lift.value <= lift.high))
    faults.push({ path: ['lift'], message: 'expected low <= value <= high' });
  return faults;
}

/** Fields that the templates of an action name though there are none of that name. */
export function listUnknownFields(
  { offer, messages }: { offer: { path: string[]; text: string }; messages: Texts },
  known: readonly string[],
): ActionFault[] {
  const templates = [
    offer,
    { path: ['messages', 'ko'], text: messages.ko },
    { path: ['messages', 'en'], text: messages.en },
  ];
  return templates.flatMap(({ path, text }) =>
    listFields(text)
      .filter((field) => !known.includes(field))
      .map((name) => ({
        path,
        message: `{${name}} is not known here (expected ${known.map((field) => `{${field}}`).join(', ')})`,
      })),
  );
}
