/** In V8's words: 8 MB for what has just been made, 16 unless said; collect when a heap has grown by a quarter, not when it has doubled or more. */
const FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=25'];

/** Loaded into each thread before anything of it; after the loader of TypeScript, which turns source maps on. */
const PRELOADED = import.meta.resolve('./lean-threads.mjs');

/** The C library keeps freed memory by threads in up to eight arenas a core. */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

/**
 * How Node is started for a command: a worker of journeys alone, which keeps thousands of them, holds little beside them and
 * is asked for them in thousands. Whoever trains or builds tables needs memory for speed instead.
 * @param {string[]} args of the command
 * @returns {{ flags: string[], preloaded: string[], environment: Record<string, string> }}
 */
export function leanNode(args) {
  const isLean = args[0] === 'worker' && /(^| )--role[ =]journey( |$)/.test(args.join(' '));
  return isLean
    ? { flags: FLAGS, preloaded: [PRELOADED], environment: ENVIRONMENT }
    : { flags: [], preloaded: [], environment: {} };
}
