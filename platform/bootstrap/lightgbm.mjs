import { provideWheelLibrary } from './wheel-library.mjs';

const LIBRARY = process.platform === 'darwin' ? 'lib_lightgbm.dylib' : 'lib_lightgbm.so';
const RUNTIME =
  process.platform === 'darwin' ? 'libomp (brew install libomp)' : 'libgomp1 (apt-get install libgomp1)';

/** LightGBM's C library, called through koffi.
 * @param {import('./prepare.mjs').PartContext} context */
export function provideLightgbm(context) {
  return provideWheelLibrary(
    {
      part: 'lightgbm',
      title: 'LightGBM',
      version: '4.7.0',
      wheel: 'lightgbm',
      library: LIBRARY,
      members: { [`lightgbm/lib/${LIBRARY}`]: LIBRARY },
      override: 'CROSSLIFT_LIGHTGBM',
      probe: 'LGBM_GetLastError',
      fix: `install Python 3 with pip and ${RUNTIME} and run again, or set CROSSLIFT_LIGHTGBM to a ${LIBRARY}. Until then LightGBM learners are skipped`,
    },
    context,
  );
}
