import { readFileSync } from 'node:fs';
import { killIfAlive } from '../test/platform/processes/process-helpers.ts';
import type { CliState } from '../test/support/cli.ts';
import { familySeconds, processorSeconds } from './processor-seconds.ts';

/** From when to when nobody polled, machine milliseconds; it has no end yet while nobody does. */
export interface Outage {
  from: number;
  until: number;
}

/** A worker of role `journey` that is started again whenever it is killed. */
export interface KeptWorker {
  outages: readonly Outage[];
  pidOf(): number | undefined;
  /** Resolves when it polls. */
  polls(): Promise<void>;
  kill(): void;
  stop(): Promise<void>;
}

/** Start a worker on a state directory, and start it again when it is gone. */
export function keepWorker(state: CliState): KeptWorker {
  let isStopping = false;
  const outages: Outage[] = [];
  const start = () => {
    const command = state.start(['worker', '--role', 'journey']);
    const polls = command.says('worker is polling');
    polls.then(
      () => {
        for (const outage of outages) outage.until = Math.min(outage.until, Date.now());
      },
      () => {},
    );
    return { command, polls };
  };
  let running = start();
  const pidOf = () => state.processes().find(({ command }) => /cli\/main\.ts worker/.test(command))?.pid;
  const keep = async (): Promise<void> => {
    await running.command.ended;
    if (isStopping) return;
    running = start();
    return keep();
  };
  void keep();
  return {
    outages,
    pidOf,
    polls: () => running.polls,
    kill() {
      const pid = pidOf();
      if (pid === undefined) return;
      outages.push({ from: Date.now(), until: Number.POSITIVE_INFINITY });
      killIfAlive(pid);
    },
    async stop() {
      isStopping = true;
      const pid = pidOf();
      if (pid !== undefined) killIfAlive(pid);
      await running.command.ended;
    },
  };
}

/** Memory of a process in MB: all, of it pages of libraries, and its peak. */
export function readMemory(pid: number | undefined): { all: number; libraries: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { all: megabytes('VmRSS'), libraries: megabytes('RssFile'), peak: megabytes('VmHWM') };
}

/** Seconds of a processor that the parts of a stack have used so far. */
export function readProcessorSeconds(
  state: CliState,
  worker: KeptWorker,
): Record<'worker' | 'Temporal' | 'PostgreSQL', number> {
  const processes = state.processes();
  const pidOf = (part: RegExp) => processes.find(({ command }) => part.test(command))?.pid ?? 0;
  return {
    worker: processorSeconds(worker.pidOf() ?? 0),
    Temporal: processorSeconds(pidOf(/server start-dev/)),
    // Its connections are processes of their own, which come and go.
    PostgreSQL: familySeconds(pidOf(/bin\/postgres /)),
  };
}
