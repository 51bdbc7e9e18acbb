import { Command } from 'commander';
import { BUSINESS_CASES } from '../models/contracts/pipeline.ts';
import { UsageError } from '../platform/errors.ts';
import { listReadings } from '../platform/postgres/lift-readings.ts';
import { describeReadings } from './describe-lift.ts';
import { openBackend } from './open-backend.ts';

interface LiftOptions {
  dataset?: string;
  pipeline?: string;
  json?: boolean;
}

/** `crosslift lift`: what the holdouts have shown of every action, as the last runs read it. */
export const liftCommand = new Command('lift')
  .description('every action with its holdout: what it has shown, until when, and what it could show')
  .option('--dataset <name>', 'of this dataset only')
  .option('--pipeline <name>', `of one pipeline only: ${BUSINESS_CASES.join(' or ')}`)
  .option('--json', 'print JSON')
  .action(async ({ dataset, pipeline, json }: LiftOptions) => {
    if (pipeline !== undefined && !BUSINESS_CASES.some((name) => name === pipeline))
      throw new UsageError(`invalid pipeline: ${pipeline} (expected ${BUSINESS_CASES.join(' or ')})`);
    const backend = await openBackend('lift');
    try {
      const readings = await listReadings(backend.database, {
        ...(dataset === undefined ? {} : { dataset }),
        ...(pipeline === undefined ? {} : { pipeline }),
      });
      process.stdout.write(
        json === true ? `${JSON.stringify(readings, null, 2)}\n` : describeReadings(readings),
      );
    } finally {
      await backend.close();
    }
  });
