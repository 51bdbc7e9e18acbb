import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../models/random.ts';
import { createRandom } from '../models/random.ts';
import { type EndedNight, PipelineWorld, type Role } from './pipeline-world.ts';

/** What happens to a run, and how it is started where not by hand. */
interface Fault {
  /** Resolves when the cause is gone. */
  strike(world: PipelineWorld, random: Random): Promise<void>;
  start?(world: PipelineWorld, random: Random, spanMillis: number): Promise<EndedNight>;
}

/** A disk is full until somebody makes room, after one to four seconds. */
const FULL_MILLIS = { least: 1_000, more: 3_000 };

const killWorker = (role: Role): Fault => ({
  async strike(world) {
    world.killWorker(role);
    await world.startWorker(role);
  },
});

/** Everything that may happen to a run, by the name of its kind. */
export const FAULTS = {
  'sql worker killed': killWorker('sql'),
  'train worker killed': killWorker('train'),
  'publish worker killed': killWorker('publish'),
  'trainer killed': { strike: async (world) => world.killTrainer() },
  'Temporal restarted': { strike: (world) => world.killServer('temporal') },
  'PostgreSQL restarted': { strike: (world) => world.killServer('postgres') },
  'disk full': {
    async strike(world, random) {
      const makeRoom = world.fillDisk();
      await delay(FULL_MILLIS.least + random.next() * FULL_MILLIS.more);
      makeRoom();
    },
  },
  'artifact corrupted': { strike: (world, random) => world.corruptArtifact(random) },
  'schedule triggered twice': {
    strike: async () => {},
    start: (world, random, spanMillis) => world.runTwice(random, spanMillis),
  },
} as const satisfies Record<string, Fault>;

export type FaultKind = keyof typeof FAULTS;

/** What a fault's tries came to. */
export interface FaultTally {
  kind: FaultKind;
  tried: number;
  survived: number;
  /** Seconds by which each run lasted longer than an undisturbed one. */
  longerSeconds: number[];
  faults: string[];
}

interface Disturbances {
  kinds: readonly FaultKind[];
  times: number;
  seed: number;
  /** A folder for the artifacts of undisturbed nights: a series that finds them there need not make them. */
  kept?: string | undefined;
  /** Asked before each try: false ends the series. */
  mayGoOn?(): boolean;
  onTried?(told: string): void;
}

/**
 * Run night after night, let something happen at a random instant of each, and hold what everybody downstream has, and has seen
 * meanwhile, against nights that nothing happened to.
 */
export async function disturbPipeline(disturbances: Disturbances): Promise<FaultTally[]> {
  const { kinds, times, seed, kept, mayGoOn = () => true, onTried } = disturbances;
  const world = await PipelineWorld.open({ ownDisk: kinds.includes('disk full'), kept });
  try {
    // Everything is new to the first two, and who goes first is published against nothing; of the next two the second is timed.
    await world.run();
    await world.run();
    let calmSeconds = 0;
    for (let calm = 0; calm < 2; calm++) {
      const night = await world.run();
      calmSeconds = night.seconds;
      await world.expect(night);
    }
    if (kept !== undefined) world.keepArtifacts(kept);
    const series = kinds.map((kind) => ({
      random: createRandom(seed),
      tally: { kind, tried: 0, survived: 0, longerSeconds: [], faults: [] } as FaultTally,
    }));
    // One kind after the other, again and again: a series that ends early has some of each.
    for (let attempt = 0; attempt < times && mayGoOn(); attempt++) {
      for (const { random, tally } of series) {
        if (!mayGoOn()) break;
        const { kind } = tally;
        const { faults, longer } = await disturbNight(world, kind, { random, calmSeconds });
        tally.tried += 1;
        if (faults.length === 0) {
          tally.survived += 1;
          tally.longerSeconds.push(longer);
        }
        tally.faults.push(...faults.map((fault) => `${kind}, seed ${seed}, try ${attempt}: ${fault}`));
        onTried?.(`${kind} ${attempt}: ${faults.join('; ') || `+${longer.toFixed(1)} s`}`);
      }
    }
    return series.map(({ tally }) => tally);
  } finally {
    await world.close();
  }
}

async function disturbNight(
  world: PipelineWorld,
  kind: FaultKind,
  { random, calmSeconds }: { random: Random; calmSeconds: number },
): Promise<{ faults: string[]; longer: number }> {
  const spanMillis = calmSeconds * 1_000;
  const fault: Fault = FAULTS[kind];
  const since = new Date();
  const before = await world.digests();
  const watch = world.watch();
  const running = fault.start ? fault.start(world, random, spanMillis) : world.run();
  const struck = delay(random.next() * spanMillis).then(() => fault.strike(world, random));
  const [ended] = await Promise.allSettled([running, struck]);
  await struck;
  const seen = await watch.stop();
  if (ended.status === 'rejected') return { faults: [String(ended.reason)], longer: 0 };
  const now = await world.digests();
  const partial = (what: 'rows' | 'files') =>
    [...seen[what]]
      .filter((digest) => ![before[what], now[what], 'down'].includes(digest))
      .map(() => `a reader of ${what} saw neither the old nor the new`);
  const faults = [...(await world.findFaults(ended.value, since)), ...partial('rows'), ...partial('files')];
  return { faults, longer: ended.value.seconds - calmSeconds };
}
