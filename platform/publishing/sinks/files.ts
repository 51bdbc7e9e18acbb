import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pointLive } from '../point-live.ts';
import { publicationFolder, stageFiles } from '../stage-files.ts';
import type { Sink, SinkServices } from './sink.ts';

/** Parquet and JSON Lines for programs, CSV for people, in a folder per version; the link `live` points to one. */
export const filesSink: Sink = {
  async stage({ config }, staging) {
    await stageFiles(publicationRoot(config), staging);
  },
  async discard({ config }, publication) {
    await rm(publicationFolder(publicationRoot(config), publication), { recursive: true, force: true });
  },
  async deliver({ config, database }, live) {
    const folder = publicationFolder(publicationRoot(config), live);
    await access(folder).catch(() => {
      throw new Error(
        `the files of version ${live.version} are gone from ${folder} (run the day again to write them)`,
      );
    });
    const { rows } = await database.query<{ rows: number }>(
      `select count(*) as rows from strategies where publication_id = $1 and channel <> 'journey'`,
      [live.publication_id],
    );
    return { rows: rows[0]!.rows, location: await pointLive(folder) };
  },
};

function publicationRoot({ storeDir }: SinkServices['config']): string {
  return join(storeDir, 'publications');
}
