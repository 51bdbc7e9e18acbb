import { DROP_WORDS, type DropReason } from '../models/playbooks/drop-reason.ts';
import type { JsonValue } from '../platform/duckdb/to-json-value.ts';
import type { Answer, CustomerStory } from '../platform/explain/explain-customer.ts';
import { formatTable } from './format.ts';

/** The object of `--json`: answers by question, evidence as an object where it is one. */
export function toJsonStory({ customer, run, answers }: CustomerStory) {
  const offers = answers.offers?.map((offer) => ({ ...offer, evidence: parseEvidence(offer.evidence) }));
  return { customer, run, ...answers, ...(offers === undefined ? {} : { offers }) };
}

/** One page of text about a customer. */
export function describeStory({ customer, run, answers }: CustomerStory): string {
  const { subject = [], features = [], offers, suppressed = [], ...others } = answers;
  const [latest, ...earlier] = features;
  const sections = [
    section('known', describeFields(subject)),
    ...Object.entries(others)
      .filter(([name]) => name !== 'claims')
      .map(([name, rows]) => section(name.replaceAll('_', ' '), describeRows(rows))),
    latest === undefined
      ? ''
      : section(
          `features at ${latest.decision_point}, ${latest.decided_at}${earlier.length > 0 ? ` (before: ${earlier.map(({ decision_point }) => decision_point).join(', ')}; --json has them)` : ''}`,
          describeFields([latest]),
        ),
    offers === undefined
      ? ''
      : section('offer', offers.length === 0 ? ['none'] : offers.flatMap(describeOffer)),
    section('not offered', describeSuppressed(suppressed)),
    section('claims behind the offer', describeRows(others.claims ?? [])),
  ];
  const head = `${customer} · ${run.pipeline}/${run.dataset} · as of ${run.as_of} · run ${run.run_id.slice(0, 8)} (${run.outcome ?? 'under way'})`;
  return `${[head, ...sections.filter(Boolean)].join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Fields of the first row, three to a line. */
function describeFields(rows: Answer): string[] {
  const fields = Object.entries(rows[0] ?? {})
    .filter(([name]) => name !== 'decision_point' && name !== 'decided_at')
    .map(([name, value]) => `${name} ${show(value)}`);
  const lines = Array.from({ length: Math.ceil(fields.length / 3) }, (_, line) =>
    [0, 1, 2].map((column) => fields[line * 3 + column] ?? ''),
  );
  return lines.length === 0 ? [] : formatTable(lines).split('\n');
}

function describeRows(rows: Answer): string[] {
  if (rows[0] === undefined) return [];
  const names = Object.keys(rows[0]);
  return formatTable([names, ...rows.map((row) => names.map((name) => show(row[name] ?? null)))]).split('\n');
}

function describeOffer(offer: Answer[number]): string[] {
  const text = (name: string) => show(offer[name] ?? null);
  return [
    `${text('action_id')} by ${text('channel')}, ${text('valid_from')} to ${text('valid_to')}: ${text('offer')}`,
    `arm     ${text('arm')}`,
    `score   ${text('score')}`,
    `reason  ${text('reason')}`,
    `ko      ${text('message_ko')}`,
    `en      ${text('message_en')}`,
  ];
}

function describeSuppressed(rows: Answer): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(({ action_id, reason }) => [
    show(action_id ?? null),
    DROP_WORDS[reason as DropReason] ?? show(reason ?? null),
  ]);
  return formatTable(lines).split('\n');
}

/** A score to three digits, nothing as a dash. */
function show(value: JsonValue): string {
  if (value === null) return '–';
  if (typeof value === 'number') return String(Number(value.toFixed(3)));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Some pipelines write evidence as a few words. */
function parseEvidence(text: JsonValue | undefined): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}
