import { basename } from 'node:path';
import { ContractError } from '../errors.ts';

/** One thing that is wrong with a source, said so that whoever made the files can mend it. */
export interface SourceProblem {
  /** Table of the contract. */
  table: string;
  /** File name, where one is to blame. */
  file?: string;
  column?: string;
  /** Rows concerned. */
  count?: number;
  /** A mapping could mend it: the table or one of its columns is there under another name, or not at all. */
  mappable?: boolean;
  /** What, where and how to fix it. */
  text: string;
}

/** The one error for all that is wrong with a source. */
export function sourceError(place: string, problems: readonly SourceProblem[]): ContractError {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return new ContractError(
    `the source ${place} breaks its contract (${count}):\n${problems.map(({ text }) => `  ${text}`).join('\n')}`,
  );
}

/** Run `work` on a table; a fault of its file becomes a problem, and the answer is undefined. */
export async function collectFault<T>(
  { table, path }: { table: string; path: string },
  problems: SourceProblem[],
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    const file = basename(path);
    problems.push({ table, file, mappable: error.mappable, text: `${file} ${error.message}` });
    return undefined;
  }
}

/** A fault of one file; caught where problems are collected. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  /** A mapping could mend it. */
  readonly mappable: boolean;

  constructor(message: string, { mappable = false } = {}) {
    super(message);
    this.mappable = mappable;
  }
}
