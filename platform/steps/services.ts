import type { Config } from '../config.ts';
import type { Logger } from '../logging.ts';
import type { Database } from '../postgres/database.ts';
import type { ArtifactStore } from '../store/artifact-store.ts';

/** What a worker gives to every step. */
export interface StepServices {
  config: Config;
  database: Database;
  store: ArtifactStore;
  log: Logger;
}
