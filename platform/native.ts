import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as tfjs from '@tensorflow/tfjs';
import { z } from 'zod';

const RECORD = fileURLToPath(new URL('../node_modules/.crosslift/native.json', import.meta.url));

const Missing = z.strictObject({
  ok: z.literal(false),
  reason: z.string(),
  tried: z.array(z.string()),
  fix: z.string(),
});
const found = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), version: z.string(), ...shape }),
    Missing,
  ]);

/** What the bootstrap found on this machine, part by part: where it is, or why it is not there and what to do. */
export const NativeParts = z.strictObject({
  tensorflow: found({ libDir: z.string() }),
  lightgbm: found({ path: z.string() }),
  xgboost: found({ path: z.string() }),
  temporal: found({ path: z.string() }),
  postgres: found({ binDir: z.string() }),
});
export type NativeParts = z.infer<typeof NativeParts>;

/** TensorFlow.js, the backend that runs it, and the version of what computes (libtensorflow or tfjs itself). */
export interface Tensorflow {
  tf: typeof tfjs;
  backend: 'tensorflow' | 'wasm' | 'cpu';
  version: string;
}

const require = createRequire(import.meta.url);
let parts: NativeParts | undefined;
let loading: Promise<Tensorflow> | undefined;

/** The bootstrap's record, read once per process. */
export function readNativeParts(): NativeParts {
  parts ??= parseNativeParts(readRecord());
  return parts;
}

/** Parses the text of native.json; throws an error that says how to make a new one. */
export function parseNativeParts(text: string): NativeParts {
  try {
    return NativeParts.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`invalid ${RECORD} (written by another version?): ${HOW_TO_FIX}`, { cause });
  }
}

/** The fastest TensorFlow.js this machine has, loaded on first use: the first call costs about half a second. */
export function loadTensorflow(): Promise<Tensorflow> {
  loading ??= openTensorflow(readNativeParts().tensorflow);
  return loading;
}

/** Loads tfjs-node if `part` is there, else tfjs on WebAssembly, else on plain JavaScript. One per process. */
export async function openTensorflow(part: NativeParts['tensorflow']): Promise<Tensorflow> {
  if (part.ok) return openTfjsNode(part.version);
  const tf: Tensorflow['tf'] = require('@tensorflow/tfjs');
  const wasm: typeof import('@tensorflow/tfjs-backend-wasm') = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  const backend = (await tf.setBackend('wasm').catch(() => false)) ? 'wasm' : 'cpu';
  await tf.setBackend(backend);
  return { tf, backend, version: tf.version.tfjs };
}

const HOW_TO_FIX = 'run `npm start`, or `npx crosslift doctor` to see what is missing';

function readRecord(): string {
  try {
    return readFileSync(RECORD, 'utf8');
  } catch (cause) {
    throw new Error(`no record of native parts at ${RECORD}: ${HOW_TO_FIX}`, { cause });
  }
}

function openTfjsNode(version: string): Tensorflow {
  // libtensorflow reads these from the process when it loads; the launcher sets them too, tests run without it.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';
  // tfjs-node calls two functions that Node 22 deprecates and Node 23 removed.
  Object.assign(require('node:util'), {
    isArray: Array.isArray,
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  });
  try {
    return { tf: require('@tensorflow/tfjs-node'), backend: 'tensorflow', version };
  } catch (cause) {
    throw new Error(`tfjs-node ${version} does not load: ${HOW_TO_FIX}`, { cause });
  }
}
