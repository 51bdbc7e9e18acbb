import { version as duckdbVersion } from '@duckdb/node-api';
import { readNativeParts } from '../native.ts';

/** Native libraries whose version is part of the key of a step that uses them. */
export type LibraryName = 'duckdb' | 'tensorflow' | 'lightgbm' | 'xgboost';

const READERS: Record<LibraryName, () => string> = {
  duckdb: () => duckdbVersion(),
  tensorflow: () => {
    const { tensorflow } = readNativeParts();
    return tensorflow.ok ? tensorflow.version : 'tfjs';
  },
  lightgbm: () => {
    const { lightgbm } = readNativeParts();
    return lightgbm.ok ? lightgbm.version : 'absent';
  },
  xgboost: () => {
    const { xgboost } = readNativeParts();
    return xgboost.ok ? xgboost.version : 'absent';
  },
};

/** Version of each named library as it is loaded here. */
export function libraryVersions(names: readonly LibraryName[]): Record<string, string> {
  return Object.fromEntries([...names].sort().map((name) => [name, READERS[name]()]));
}
