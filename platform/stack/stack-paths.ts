import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Every place that the stack uses in a state directory, absolute and without symbolic links. */
export interface StackPaths {
  readonly stateDir: string;
  /** Held by the supervisor. */
  readonly lock: string;
  readonly supervisorFile: string;
  readonly supervisorLog: string;
  readonly portsFile: string;
  readonly temporalLock: string;
  readonly temporalLog: string;
  readonly temporalDir: string;
  readonly postgresLock: string;
  readonly postgresLog: string;
  readonly postgresDir: string;
}

/** Makes the stack's directories in a state directory and names its files. */
export function prepareStackPaths(stateDir: string): StackPaths {
  mkdirSync(resolve(stateDir), { recursive: true });
  // Two spellings of one directory must lead to one stack.
  const root = realpathSync(resolve(stateDir));
  const stack = join(root, 'stack');
  const temporalDir = join(root, 'temporal');
  const postgresDir = join(root, 'postgres');
  mkdirSync(stack, { recursive: true, mode: 0o700 });
  mkdirSync(temporalDir, { recursive: true, mode: 0o700 });
  // Open to the account that PostgreSQL runs as; the data directory inside is closed to all others.
  mkdirSync(postgresDir, { recursive: true, mode: 0o755 });
  return {
    stateDir: root,
    lock: join(stack, 'supervisor.lock'),
    supervisorFile: join(stack, 'supervisor.json'),
    supervisorLog: join(stack, 'supervisor.log'),
    portsFile: join(stack, 'ports.json'),
    temporalLock: join(stack, 'temporal.lock'),
    temporalLog: join(stack, 'temporal.log'),
    temporalDir,
    postgresLock: join(stack, 'postgres.lock'),
    postgresLog: join(stack, 'postgres.log'),
    postgresDir,
  };
}
