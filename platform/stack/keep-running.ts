import type { RunningServer } from './start-server.ts';

const WINDOW_MS = 60_000;
const LARGEST_DEATHS = 5;

/** What `keepRunning` needs to know and whom it tells. */
export interface KeepOptions<Server extends RunningServer> {
  readonly start: () => Promise<Server>;
  /** Starts it again at the same address. */
  readonly restart: () => Promise<Server>;
  /** It died and is being started again; `reason` holds the end of its log. */
  readonly onDown: (reason: string) => void;
  readonly onUp: () => void;
  /** It died more than 5 times within a minute and is left dead. */
  readonly onGiveUp: (reason: string) => void;
}

/** A server that is started again when it dies. */
export interface KeptServer<Server extends RunningServer> {
  /** The latest process. */
  current(): Server;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** Starts a server (an error of this first start is the caller's) and keeps it running until `stop`. */
export async function keepRunning<Server extends RunningServer>(
  options: KeepOptions<Server>,
): Promise<KeptServer<Server>> {
  let current = await options.start();
  let stopping = false;
  const deaths: number[] = [];

  /** @returns false when the server is to stay dead. */
  const revive = async (firstReason: string): Promise<boolean> => {
    for (let reason = firstReason; !stopping; ) {
      const now = performance.now();
      deaths.push(now);
      if (deaths.filter((death) => now - death < WINDOW_MS).length > LARGEST_DEATHS) {
        options.onGiveUp(reason);
        return false;
      }
      options.onDown(reason);
      try {
        current = await options.restart();
        return true;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
    return false;
  };
  const watch = async () => {
    while (await revive(await current.ended)) {
      if (stopping) await current.stop();
      else options.onUp();
    }
  };
  const watching = watch();
  return {
    current: () => current,
    async stop() {
      stopping = true;
      await current.stop();
      await watching;
    },
  };
}
