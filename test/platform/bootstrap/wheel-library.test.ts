import { expect, test } from 'vitest';
import { readNativeParts } from '../../../platform/native.ts';

const { provideWheelLibrary } = await import(
  new URL('../../../platform/bootstrap/wheel-library.mjs', import.meta.url).href
);

const wanted = {
  part: 'trees',
  title: 'Trees',
  version: '1.2.3',
  wheel: 'trees',
  library: 'trees.so',
  members: {},
  override: 'CROSSLIFT_TREES',
  probe: 'XGBGetLastError',
  fix: 'set CROSSLIFT_TREES',
};
const provide = (path: string, probe = wanted.probe) =>
  provideWheelLibrary(
    { ...wanted, probe },
    {
      root: process.cwd(),
      cacheRoot: '/nowhere',
      env: { ...process.env, CROSSLIFT_TREES: path },
      note: () => {},
      packages: Promise.resolve(),
    },
  );

test("the user's own library is tried alone, and known by its digest", async ({ skip }) => {
  const part = readNativeParts().xgboost;
  if (!part.ok) return skip(part.reason);
  const found = await provide(part.path);
  const version = expect.stringMatching(/^custom-[0-9a-f]{12}$/);
  expect(found).toMatchObject({ version, files: [part.path], value: { version, path: part.path } });
});

test('a file that is no such library is refused, with what was tried and what to do', async ({ skip }) => {
  await expect(provide('/nowhere/trees.so')).rejects.toMatchObject({
    reason: 'no Trees on this machine',
    tried: [expect.stringMatching(/^CROSSLIFT_TREES: [\s\S]*cannot open shared object file/)],
    fix: 'set CROSSLIFT_TREES',
  });
  const part = readNativeParts().xgboost;
  if (!part.ok) return skip(part.reason);
  await expect(provide(part.path, 'LGBM_GetLastError')).rejects.toThrow('LGBM_GetLastError');
});
