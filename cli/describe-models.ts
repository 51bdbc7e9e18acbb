import { readMetric } from '../models/contracts/read-metric.ts';
import type { ChampionRow } from '../platform/postgres/champions.ts';
import type { JudgementRow } from '../platform/postgres/models.ts';
import { formatFigure, formatTable } from './format.ts';

/** What the registry says of one or more decision points. */
export interface RegistryView {
  champions: readonly ChampionRow[];
  judgements: readonly JudgementRow[];
}

/** The live champions, and what became of the newest candidate of each decision point. */
export function describeModels({ champions, judgements }: RegistryView): string {
  if (judgements.length === 0 && champions.length === 0)
    return 'no model was judged yet (crosslift run trial-conversion makes some)\n';
  const live = champions.filter(({ state }) => state === 'live');
  const newest = judgements.filter((row, place) => {
    const before = judgements[place - 1];
    return before === undefined || nameScope(before) !== nameScope(row);
  });
  const sections = [
    ['champions', live.length === 0 ? 'none: no candidate was promoted yet' : tabulateChampions(live)],
    ['newest candidates', tabulateJudgements(newest)],
  ];
  return `${sections.map(([title, text]) => `${title}\n${text}`).join('\n\n')}\n`;
}

/** One decision point's champions and candidates over time. */
export function describeHistory({ champions, judgements }: RegistryView): string {
  const past = champions.length === 0 ? 'none' : tabulateChampions(champions);
  const reasons = champions.map(
    ({ version, reason, actor, run_id }) => `  ${version}: ${reason} (${actor}, run ${run_id.slice(0, 8)})`,
  );
  return `champions\n${[past, ...reasons].join('\n')}\n\ncandidates\n${tabulateJudgements(judgements)}\n`;
}

/** Rules of the newest candidate of each point, each with its value and bound. */
export function describeComparison(judgement: JudgementRow): string {
  const head = `${nameScope(judgement)} · ${judgement.name} · as of ${judgement.as_of}: ${judgement.verdict}`;
  const rows = judgement.rules.map(({ rule, value, low, high, bound, n, pass }) => [
    pass ? 'pass' : 'FAIL',
    rule,
    formatFigure(value),
    low === null ? '' : `${formatFigure(low)} to ${formatFigure(high)}`,
    formatFigure(bound),
    `${n}`,
  ]);
  const table = formatTable([['', 'rule', 'value', 'limits', 'bound', 'rows'], ...rows], [2, 4, 5]);
  return `${head}\n${judgement.reason}\n\n${table}\n`;
}

function nameScope({ pipeline, dataset, decision_point }: ChampionRow | JudgementRow): string {
  return `${pipeline}/${dataset}/${decision_point}`;
}

function tabulateChampions(champions: readonly ChampionRow[]): string {
  return formatTable([
    ['point', 'version', 'model', 'id', 'as of', 'learnt until', 'by', 'approved until', 'state'],
    ...champions.map((row) => [
      nameScope(row),
      `${row.version}`,
      row.name,
      row.model_id,
      row.as_of,
      row.trained_until,
      row.actor,
      row.approved_until ?? '',
      row.state,
    ]),
  ]);
}

function tabulateJudgements(judgements: readonly JudgementRow[]): string {
  return formatTable([
    ['point', 'as of', 'verdict', 'model', 'id', 'score', 'log-loss', 'why'],
    ...judgements.map((row) => [
      nameScope(row),
      row.as_of,
      row.verdict,
      row.name,
      row.model_id,
      describeScore(row.metrics),
      formatFigure(readMetric(row.metrics, 'log_loss')),
      row.reason,
    ]),
  ]);
}

/** What each kind of model is told by, the first that it has. */
const SCORES = { auc: 'AUC', hit_at_1: 'hit@1', ndcg_at_10: 'NDCG@10' } as const;

function describeScore(metrics: JudgementRow['metrics']): string {
  for (const [name, title] of Object.entries(SCORES)) {
    const value = readMetric(metrics, name);
    if (value !== null && value !== undefined) return `${formatFigure(value)} ${title}`;
  }
  return formatFigure(null);
}
