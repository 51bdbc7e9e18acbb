import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { judgeSegments } from '../../models/gates/judge-descriptions.ts';
import { assignSegments, type SegmentAssignment } from '../../models/segments/assign-segments.ts';
import { nameSegments } from '../../models/segments/name-segments.ts';
import { PERSONAS } from '../../models/segments/personas.ts';
import { profileSegments } from '../../models/segments/profile-segments.ts';
import { EMPTY_SEGMENT } from '../../models/segments/segmentation.ts';
import { summariseSegments } from '../../models/segments/summarise-segments.ts';
import { writeSegmentReport } from '../../models/segments/write-segment-report.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import { FIT_TASK, type FoundRecord, findRecord, RECORD_FILE } from './find-record.ts';
import { readCategoryLines } from './read-category-lines.ts';
import { type People, readPeople } from './read-people.ts';
import { readSegments, writeSegments } from './segment-files.ts';

const Params = z.strictObject({
  asOf: CalendarDay,
  seed: z.int(),
  /** Of the segments' names. */
  language: z.enum(['ko', 'en']),
  /** Day of the live assignment, which this one is compared with; null without one. */
  since: CalendarDay.nullable(),
  /** Assign by the live segmentation however old or off it is: to score again what another night had. */
  keeps: z.literal(true).optional(),
});

/**
 * Give every customer a segment: by the live segmentation as it stands, or by one fitted anew when there is none, or it
 * is old or off. What is live are inputs too (`live_segmentation` and `live_segments`, both or neither), so that the key
 * tells.
 */
export const segmentCustomers = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['customers', 'affiliates', 'customer_categories'],
  tasks: [FIT_TASK],
  libraries: ['duckdb'],
  async run(context) {
    const { params, inputs, duckdb, output, progress } = context;
    const live: Readonly<Record<string, string | undefined>> = inputs;
    const session = await duckdb();
    const people = await readPeople(session, inputs);
    const { record, ...why } = await findRecord(context, people, live.live_segmentation);
    progress(0.96, 'profiles');
    const assignment = assign(record, people);
    const { segments } = assignment;
    const { everyone, segments: profiles } = profileSegments({ ...people, segments });
    const named = nameSegments(profiles, everyone, PERSONAS);
    const path = output('segments.parquet');
    await writeSegments(session, path, { people, segments, named, language: params.language });
    const report = writeSegmentReport({
      people,
      assignment,
      everyone,
      named,
      fit: record && { ...why, record },
      lines: await readCategoryLines(session, { categories: inputs.customer_categories, segments: path }),
      before:
        params.since === null || live.live_segments === undefined
          ? null
          : { since: params.since, segments: await readSegments(session, live.live_segments) },
    });
    await writeFile(output('segment_report.json'), JSON.stringify(report));
    const artifacts: Record<string, OutputFile> = {
      segments: { file: 'segments.parquet', rows: segments.length },
      segment_report: { file: 'segment_report.json', rows: named.length },
    };
    if (record !== null) {
      artifacts.segmentation = { file: RECORD_FILE, rows: record.segmentation.segments.length };
    }
    const value = { verdict: judgeSegments(report) };
    return { artifacts, rows: segments.length, metrics: summariseSegments(report), value };
  },
});

/** Without a segmentation nobody has a row, so everybody is in the empty segment. */
function assign(record: FoundRecord['record'], { activity }: People): SegmentAssignment {
  if (record !== null) return assignSegments(record.segmentation, activity);
  return {
    segments: activity.customers.map(() => EMPTY_SEGMENT),
    drift: Number.NaN,
    unknownAffiliates: [...activity.affiliates],
  };
}
