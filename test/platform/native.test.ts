import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { loadTensorflow, parseNativeParts, readNativeParts } from '../../platform/native.ts';

const missing = { ok: false, reason: 'no LightGBM', tried: ['pip: not found'], fix: 'install pip' };
const complete = {
  tensorflow: { ok: true, version: '2.21.0', libDir: '/cache/tensorflow/deps/lib' },
  lightgbm: missing,
  xgboost: { ok: true, version: '3.4.1', path: '/cache/xgboost/libxgboost.so' },
  temporal: { ok: true, version: '1.5.1', path: '/cache/temporal' },
  postgres: { ok: true, version: '18.4', binDir: '/cache/postgres/bin' },
};

describe('native.json', () => {
  test('parts that were found and parts that were not', () => {
    expect(parseNativeParts(JSON.stringify(complete))).toEqual(complete);
  });

  test.each([
    ['cut short', JSON.stringify(complete).slice(0, -5)],
    ['a part missing', JSON.stringify({ ...complete, temporal: undefined })],
    ['a found part without its place', JSON.stringify({ ...complete, temporal: { ok: true, version: '1' } })],
  ])('%s: an error that says what to run', (_, text) => {
    expect(() => parseNativeParts(text)).toThrow(/native\.json.*npm start/);
  });

  test('one reading per process', () => {
    expect(readNativeParts()).toBe(readNativeParts());
  });
});

describe('TensorFlow', () => {
  test('multiplies matrices on the backend that the record promises', async () => {
    const { tf, backend, version } = await loadTensorflow();
    const part = readNativeParts().tensorflow;
    expect(backend === 'tensorflow').toBe(part.ok);
    expect(version).toBe(part.ok ? part.version : tf.version.tfjs);
    const product = tf.matMul(
      tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
      tf.tensor2d([[5], [6]]),
    );
    expect([...product.dataSync()]).toEqual([17, 39]);
    expect(tf.getBackend()).toBe(backend);
  });

  test('is loaded once', () => {
    expect(loadTensorflow()).toBe(loadTensorflow());
  });

  test('without libtensorflow, WebAssembly computes the same', async () => {
    // In a process of its own: two backends cannot be first in one.
    const program = `
      import { openTensorflow } from './platform/native.ts';
      const { tf, backend } = await openTensorflow(${JSON.stringify(missing)});
      const product = tf.matMul(tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[5], [6]]));
      process.stdout.write(JSON.stringify({ backend, product: [...product.dataSync()] }));`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: process.cwd() });
    expect(JSON.parse(stdout)).toEqual({ backend: 'wasm', product: [17, 39] });
  });
});
