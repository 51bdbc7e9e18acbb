import type { ReportData } from '../../report/report-data.ts';
import { artifact, PROPENSITY_CONTEXT, VERDICT } from '../models/contracts/examples.ts';
import { makeReportData } from './report-fixture.ts';

/** A run of the propensity pipeline whose model was promoted; `changes` make another of it. */
export function makeQuestionData(changes: Partial<ReportData> = {}): ReportData {
  return makeReportData({
    run: PROPENSITY_CONTEXT,
    workflowId: 'propensity/offer/2021-12-15',
    publication: null,
    actions: [],
    examples: [],
    tables: [],
    dag: [],
    steps: [],
    artifacts: { scores: { ...artifact('scores.parquet'), rows: 1_250 } },
    metrics: {
      propensity: {
        test_rows: 624,
        positives: 254,
        auc: 0.742,
        auc_low: 0.703,
        auc_high: 0.781,
        auc_baseline: 0.5,
        'importance:spend': 0.0412,
      },
      training: { chosen: 'logistic-regression', compared_rows: 2_547 },
      leaks: { spend: 0.663 },
      columns: { spend: 'number; on a logarithmic scale', note: 'dropped: nearly every text is another' },
      table: {
        rows: 4_000,
        ids: 3_900,
        labelled: 2_750,
        positives: 1_100,
        unlabelled: 1_250,
        training_rows: 1_500,
        training_used: 1_200,
        refused_lines: 3,
        'after_time:renewed': 400,
      },
    },
    gates: [
      {
        ...VERDICT,
        model: 'logistic-regression',
        decision_point: null,
        rules: [
          { rule: 'explain', value: 0.663, bound: 0.9, low: null, high: null, n: 493, pass: true },
          { rule: 'auc', value: 0.742, bound: 0.55, low: 0.71, high: 0.775, n: 624, pass: true },
        ],
      },
    ],
    ...changes,
  });
}
