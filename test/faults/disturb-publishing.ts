import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../../models/random.ts';
import { PublishingWorld } from './publishing-world.ts';

/** How often what was done, and everything that was not as it must be. */
export interface Disturbed {
  kills: number;
  restarts: number;
  races: number;
  /** Messages that came twice by the same key, which a receiver that honours keys takes once. */
  repeats: number;
  faults: string[];
}

interface Disturbances {
  rows: number;
  seed: number;
  kills: number;
  restarts: number;
  races: number;
  onDone?(told: string): void;
}

/**
 * Publish night after night, kill the publisher at a random instant, stop PostgreSQL in the middle, let two publish at once:
 * what is live is always all of the old night or all of the new one, and in the end everybody has all of it once.
 */
export async function disturbPublishing({ rows, seed, kills, restarts, races, onDone }: Disturbances) {
  const random = createRandom(seed);
  const world = await PublishingWorld.open(rows);
  const faults: string[] = [];
  let publisher = await world.startPublisher();
  try {
    let spanMillis = 0;
    // The first warms up, the second tells how long one takes.
    for (let calm = 0; calm < 2; calm++) {
      const startedAt = performance.now();
      const night = await world.plan();
      await world.publish(publisher, night);
      spanMillis = performance.now() - startedAt;
      faults.push(...(await world.findFaults([night])));
    }

    const kill = async () => {
      const night = await world.plan();
      const publishing = world.publish(publisher, night).catch(() => {});
      await delay(random.next() * spanMillis);
      const dead = once(publisher, 'exit');
      publisher.kill('SIGKILL');
      await dead;
      void publishing;
      publisher = await world.startPublisher();
      await world.publish(publisher, night);
      return [night];
    };
    const restart = async () => {
      const night = await world.plan();
      const publishing = world.publish(publisher, night);
      await delay(random.next() * spanMillis);
      await world.postgres.restart();
      await publishing;
      return [night];
    };
    const race = async () => {
      const nights = [await world.plan(), await world.plan({ sameDay: true })];
      const other = await world.startPublisher();
      await Promise.all([world.publish(publisher, nights[0]!), world.publish(other, nights[1]!)]);
      other.disconnect();
      return nights;
    };

    const disturbances = [
      ...Array.from({ length: kills }, (_, place) => ['kill', place, kill] as const),
      ...Array.from({ length: restarts }, (_, place) => ['restart of PostgreSQL', place, restart] as const),
      ...Array.from({ length: races }, (_, place) => ['two publishers at once', place, race] as const),
    ];
    for (const [name, place, disturb] of disturbances) {
      const before = await world.digests();
      const watch = world.watch();
      const nights = await disturb();
      const found = await world.findFaults(nights);
      const seen = await watch.stop();
      const now = await world.digests();
      // Of two at once, either may have been live in between.
      const most = nights.length + 1;
      const partial = (kind: 'rows' | 'files') => {
        const states = new Set([...seen[kind]].filter((digest) => digest !== 'down'));
        const others = [...states].filter((digest) => digest !== before[kind] && digest !== now[kind]);
        return others.length > most - 2 ? [`readers of ${kind} saw ${states.size} states`] : [];
      };
      faults.push(
        ...[...found, ...partial('rows'), ...partial('files')].map((fault) => `${name} ${place}: ${fault}`),
      );
      onDone?.(`${name} ${place}`);
    }
    return { kills, restarts, races, repeats: world.countRepeats(), faults } satisfies Disturbed;
  } finally {
    publisher.kill('SIGKILL');
    await world.close();
  }
}
