import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PublicationRow } from '../postgres/publications.ts';
import { errorCode, syncPath } from '../store/files.ts';
import type { Staging } from './sinks/sink.ts';
import { writePeopleFiles } from './write-people-files.ts';

/** What programs get, and how DuckDB writes it. */
const FILES = [
  ['strategies.parquet', 'format parquet'],
  ['strategies.jsonl', 'format json'],
] as const;

/** Folder of one version's files; the id keeps apart what another database called by the same number. */
export function publicationFolder(
  root: string,
  { pipeline, dataset, version, publication_id }: PublicationRow,
): string {
  return join(root, pipeline, dataset, `v${version}-${publication_id.slice(-8)}`);
}

/**
 * Write the publication's files under their version, whole or not at all; `live` does not point there yet.
 * Two attempts at once write apart, and the first to finish is the one that stays.
 */
export async function stageFiles(
  root: string,
  { publication, strategiesPath, session }: Omit<Staging, 'scratch'>,
): Promise<string> {
  const folder = publicationFolder(root, publication);
  // What a killed attempt leaves there is swept with other uncommitted files: see `cleanScratch`.
  const draft = join(dirname(root), 'staging', `publication-${process.pid}-${randomUUID().slice(0, 8)}`);
  await mkdir(draft, { recursive: true });
  await mkdir(dirname(folder), { recursive: true });
  try {
    // Read anew by each file, since a million rows of text do not fit in memory; they are ordered by id as planned.
    await session.viewParquet('planned', strategiesPath);
    // What a sender may send: the journey sends its own messages, at their moment (as in `live_strategies`).
    await session.run(
      `create or replace view treated as from planned where arm = 'treatment' and channel <> 'journey'`,
    );
    for (const [file, format] of FILES)
      await session.run(`copy (from treated) to $path (${format})`, { path: join(draft, file) });
    await writePeopleFiles(session, draft);
    for (const file of await readdir(draft, { recursive: true })) await syncPath(join(draft, file));
    // Named by the publication, a folder that is there already holds the same rows.
    await rename(draft, folder).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
    });
    return folder;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
