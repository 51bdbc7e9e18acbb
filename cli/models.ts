import { Command } from 'commander';
import type { ChampionScope } from '../models/contracts/champion.ts';
import { UsageError } from '../platform/errors.ts';
import { listChampions } from '../platform/postgres/champions.ts';
import { listJudgements } from '../platform/postgres/models.ts';
import { decideCommands } from './decide-models.ts';
import { describeComparison, describeHistory, describeModels, type RegistryView } from './describe-models.ts';
import { openBackend } from './open-backend.ts';

interface ModelsOptions {
  dataset?: string;
  json?: boolean;
}

/** Candidates of each decision point that are read: a quarter of nights. */
const SHOWN = 90;

/**
 * Read the registry, print it, and close.
 * @throws UsageError on a decision point at which nothing was judged
 */
async function show(
  scope: Partial<ChampionScope>,
  json: boolean | undefined,
  describe: (view: RegistryView) => string,
): Promise<void> {
  const backend = await openBackend('models');
  try {
    const { database } = backend;
    const view = {
      champions: await listChampions(database, scope),
      judgements: await listJudgements(database, scope, { limit: SHOWN }),
    };
    if (scope.decision_point !== undefined) requireKnown(view, scope);
    process.stdout.write(json === true ? `${JSON.stringify(view, null, 2)}\n` : describe(view));
  } finally {
    await backend.close();
  }
}

const POINT = 'a decision point as `crosslift models` names it: <pipeline>/<dataset>/<point>';

const showCommand = new Command('show')
  .description('champions and candidates of one decision point over time')
  .argument('<point>', POINT)
  .option('--json', 'print JSON')
  .action((point: string, { json }: ModelsOptions) => show(parsePoint(point), json, describeHistory));

const compareCommand = new Command('compare')
  .description('every rule of the newest candidate of one decision point')
  .argument('<point>', POINT)
  .option('--json', 'print JSON')
  .action((point: string, { json }: ModelsOptions) =>
    show(parsePoint(point), json, ({ judgements: [newest] }) =>
      newest === undefined ? 'no candidate was judged yet\n' : describeComparison(newest),
    ),
  );

/** `crosslift models`: what is released, what was judged, and why. */
export const modelsCommand = new Command('models')
  .description('champions, their candidates and the verdicts on them')
  // `--json` of a command below is that command's.
  .enablePositionalOptions()
  .option('--dataset <name>', 'of this dataset only')
  .option('--json', 'print JSON')
  .action(({ dataset, json }: ModelsOptions) =>
    show(dataset === undefined ? {} : { dataset }, json, describeModels),
  )
  .addCommand(showCommand)
  .addCommand(compareCommand);
for (const command of decideCommands) modelsCommand.addCommand(command);

/** @throws UsageError on anything but three parts */
export function parsePoint(text: string): ChampionScope {
  const [pipeline, dataset, decision_point, ...rest] = text.split('/');
  if (!pipeline || !dataset || !decision_point || rest.length > 0) {
    throw new UsageError(
      `invalid decision point: ${text} (expected <pipeline>/<dataset>/<point>, as crosslift models prints it)`,
    );
  }
  return { pipeline, dataset, decision_point };
}

function requireKnown({ champions, judgements }: RegistryView, scope: Partial<ChampionScope>): void {
  if (champions.length > 0 || judgements.length > 0) return;
  const point = `${scope.pipeline}/${scope.dataset}/${scope.decision_point}`;
  throw new UsageError(`no model was judged at ${point} (crosslift models lists those that were)`);
}
