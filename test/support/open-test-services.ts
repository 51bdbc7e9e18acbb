import { rmSync } from 'node:fs';
import { afterAll } from 'vitest';
import type { StepServices } from '../../platform/steps/services.ts';
import { startTestPostgres, type TestPostgres } from './start-test-postgres.ts';
import { createServices } from './step-harness.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

/** What steps work with, on a PostgreSQL and in a directory that end with the test file; asked for once, at its top. */
export async function openTestServices(): Promise<{
  services: StepServices;
  postgres: TestPostgres;
  directory: string;
}> {
  const directory = createTemporaryDirectory();
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const postgres = await startTestPostgres();
  afterAll(() => postgres.stop());
  return { services: createServices(directory, postgres.database), postgres, directory };
}
