import { readNumber } from './parse-wish.ts';

/** What flags may say about a run. */
export interface RequestOptions {
  source?: string;
  dataset?: string;
  asOf?: string;
  seed?: string;
  dryRun?: boolean;
  set: Record<string, string>;
  force?: string;
  /** Columns of a question; of propensity only. */
  id?: string;
  label?: string;
  time?: string;
  /** False: this command starts no worker. */
  worker?: boolean;
}

/** What flags say of any run, and nothing that they do not say. */
export function pickGiven(options: RequestOptions) {
  return {
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.seed === undefined ? {} : { seed: readNumber(options.seed) }),
    ...(options.dryRun === true ? { dryRun: true } : {}),
    ...(Object.keys(options.set).length === 0 ? {} : { set: options.set }),
    ...(options.force === undefined ? {} : { force: options.force }),
  };
}
