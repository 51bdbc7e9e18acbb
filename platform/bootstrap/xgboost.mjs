import { provideWheelLibrary } from './wheel-library.mjs';

const IS_MAC = process.platform === 'darwin';
const LIBRARY = IS_MAC ? 'libxgboost.dylib' : 'libxgboost.so';
// The wheel without GPU code is built for Linux only; that of macOS never had any.
const WHEEL = IS_MAC ? 'xgboost' : 'xgboost-cpu';
const NEEDS = IS_MAC ? 'pip and libomp (brew install libomp)' : 'pip and glibc 2.28 or newer';

/** XGBoost's C library, called through koffi.
 * @param {import('./prepare.mjs').PartContext} context */
export function provideXgboost(context) {
  return provideWheelLibrary(
    {
      part: 'xgboost',
      title: 'XGBoost',
      version: '3.4.1',
      wheel: WHEEL,
      // Nothing of its Python is run, so the Python that downloads it may be older than what it asks for.
      pipOptions: ['--python-version', '3.12'],
      library: `xgboost/lib/${LIBRARY}`,
      // It looks for the OpenMP runtime it was built with in the folder beside its own.
      members: {
        [`xgboost/lib/${LIBRARY}`]: `xgboost/lib/${LIBRARY}`,
        'xgboost_cpu.libs/': 'xgboost_cpu.libs/',
      },
      override: 'CROSSLIFT_XGBOOST',
      probe: 'XGBGetLastError',
      fix: `install Python 3 with ${NEEDS} and run again, or set CROSSLIFT_XGBOOST to a ${LIBRARY}. Until then XGBoost is skipped`,
    },
    context,
  );
}
