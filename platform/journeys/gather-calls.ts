import { setTimeout as delay } from 'node:timers/promises';

/** A batch is followed by a rest of so many times its own length: a crowd that trickles in is served in fewer. */
const REST = 2;

/**
 * One function for many callers at once: while a batch is worked on, the calls that come wait and are the next batch.
 * Who comes alone does not wait for company, and a crowd is served together.
 * @param work answers a batch, in its order
 * @param keyOf only calls of one key go into one batch
 * @param mostRest milliseconds that a rest after a batch takes at most, in which calls are gathered for the next; none unless given
 */
export function gatherCalls<Call, Answer>(
  work: (calls: readonly Call[]) => Promise<readonly Answer[]>,
  { keyOf, limit, mostRest = 0 }: { keyOf(call: Call): string; limit: number; mostRest?: number },
): (call: Call) => Promise<Answer> {
  interface Waiting extends PromiseWithResolvers<Answer> {
    call: Call;
  }
  const queue: Waiting[] = [];
  let isWorking = false;

  const drain = async () => {
    isWorking = true;
    while (queue.length > 0) {
      const startedAt = performance.now();
      const batch = takeBatch(queue, ({ call }) => keyOf(call), limit);
      try {
        const answers = await work(batch.map(({ call }) => call));
        for (const [place, { resolve }] of batch.entries()) resolve(answers[place]!);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      const rest = Math.min(mostRest, REST * (performance.now() - startedAt));
      if (rest > 0 && queue.length < limit) await delay(rest);
    }
    isWorking = false;
  };

  return (call) => {
    const { promise, resolve, reject } = withResolvers<Answer>();
    queue.push({ call, promise, resolve, reject });
    if (!isWorking) void drain();
    return promise;
  };
}

interface PromiseWithResolvers<Answer> {
  promise: Promise<Answer>;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

function withResolvers<Answer>(): PromiseWithResolvers<Answer> {
  let settle: Omit<PromiseWithResolvers<Answer>, 'promise'> | undefined;
  const promise = new Promise<Answer>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle! };
}

/** Take the first waiting one, and those behind it that have its key. */
function takeBatch<Item>(queue: Item[], keyOf: (item: Item) => string, limit: number): Item[] {
  const key = keyOf(queue[0]!);
  const batch: Item[] = [];
  const rest = queue.filter((item) => {
    const isTaken = batch.length < limit && keyOf(item) === key;
    if (isTaken) batch.push(item);
    return !isTaken;
  });
  queue.splice(0, queue.length, ...rest);
  return batch;
}
