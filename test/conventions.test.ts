import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../platform/config.ts';

const FOLDERS = ['activities', 'cli', 'models', 'platform', 'report', 'workflows'];

/** Why a file or a folder has no test of its own name: another test covers it, or there is nothing to run. */
const TESTED_ELSEWHERE: Readonly<Record<string, string>> = {
  'activities/affiliate/': 'each reads what the one before made: affiliate/steps.test.ts runs them in DAG order',
  'activities/ingest-source.ts': 'affiliate/steps.test.ts',
  'activities/resolve-input.ts': 'affiliate/steps.test.ts',
  'activities/training/': 'the tasks of child processes: affiliate/steps.test.ts',
  'activities/write-report.ts': 'e2e',
  'activities/index.ts': 'a list: workflows/steps.test.ts holds it against the registry',
  'cli/': 'commands that open servers: e2e and faults run them as people do',
  'models/contracts/': 'schemas and types: contracts/payloads.test.ts and the tests of whoever parses with them',
  'models/estimators/': 'every learner: estimators/index.test.ts runs one contract over the registry',
  'models/gates/': 'rules and evidence: tested through their rule book',
  'models/playbooks/': 'actions of a pipeline: tested through its plan',
  'models/days.ts': 'splits and playbooks',
  'platform/bootstrap/': 'stages that download and compile: bootstrap/prepare runs them before every test',
  'platform/postgres/': 'queries: tested on a real server by the file that names their table',
  'platform/processes/': 'bindings to the kernel: tested by the processes that they start',
  'platform/source/': 'parts of reading a source: tested through it',
  'platform/sql/sql-model.ts': 'types',
  'platform/stack/': 'parts of one supervisor: stack/connect-stack.test.ts starts, shares, kills and recovers it',
  'platform/steps/define-step.ts': 'types',
  'platform/steps/describe-outputs.ts': 'steps/run-step.test.ts',
  'platform/steps/map-values.ts': 'steps/run-step.test.ts',
  'platform/steps/open-workspace.ts': 'steps/run-step.test.ts',
  'platform/steps/services.ts': 'types',
  'platform/store/artifact-store.ts': 'types',
  'platform/temporal/client.ts': 'one call of the SDK: e2e',
  'platform/trainer/': 'parts of one child process: trainer/run-trainer-task.test.ts',
  'platform/project-config.ts': 'the configuration of a company: e2e',
  'report/': 'parts of one page: report/render-report.test.ts checks what it says',
  'workflows/dag.ts': 'workflows/affiliate-expansion.test.ts',
  'workflows/index.ts': 'a list',
  'workflows/run-pipeline.ts': 'workflows/affiliate-expansion.test.ts',
};

function listSources(folder: string): string[] {
  return readdirSync(join(PROJECT_ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(PROJECT_ROOT.length + 1))
    .sort();
}
