import { expect, it } from 'vitest';
import { bindFunctions } from '../../../../models/estimators/native/bind-functions.ts';
import { readNativeParts } from '../../../../platform/native.ts';

const native = { title: 'Trees', prefix: 'LGBM_', lastError: 'LGBM_GetLastError' };

it('says where no library is and what to run', () => {
  expect(() => bindFunctions({ ...native, path: '/nowhere/trees.so', signatures: {} })).toThrow(
    'cannot load Trees from /nowhere/trees.so (`npx crosslift doctor` says what is missing)',
  );
});

it('names the call that failed and says why', ({ skip }) => {
  const part = readNativeParts().lightgbm;
  if (!part.ok) return skip(part.reason);
  const signatures = { BoosterLoadModelFromString: 'const void *text, void *rounds, _Out_ void **out' };
  const functions = bindFunctions({ ...native, path: part.path, signatures });
  const text = new TextEncoder().encode('no trees\0');
  expect(() => functions.BoosterLoadModelFromString(text, new Int32Array(1), [0n])).toThrow(
    /^Trees BoosterLoadModelFromString failed: ./,
  );
});
