import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Account, canAccess, findServerAccount } from './server-account.ts';
import { writeFileWhole } from './write-file-whole.ts';

/** Where root keeps what the account of a server must reach. */
const SHARED_ROOT = '/var/lib/crosslift';

/** Left in the state directory when its PostgreSQL data are somewhere else. */
const LocationNote = z.strictObject({ directory: z.string().min(1), why: z.string() });

/** Where the PostgreSQL data of a state directory are, and the account that owns them (absent: this user). */
export interface PostgresHome {
  readonly directory: string;
  readonly dataDir: string;
  readonly account?: Account;
}

/**
 * Finds or makes the home of a state directory's PostgreSQL. As root, where PostgreSQL runs as another account that
 * cannot enter the state directory, the home is under /var/lib/crosslift and `location.json` says so.
 * @param postgresDir the folder `postgres` of the state directory.
 */
export function locatePostgresHome(postgresDir: string, sharedRoot: string = SHARED_ROOT): PostgresHome {
  const note = join(postgresDir, 'location.json');
  const directory = existsSync(note)
    ? LocationNote.parse(JSON.parse(readFileSync(note, 'utf8'))).directory
    : postgresDir;
  const dataDir = join(directory, 'data');
  if (process.getuid?.() !== 0) return { directory, dataDir };

  const account = findDataOwner(dataDir) ?? findServerAccount();
  if (canAccess(account, directory)) return { directory, dataDir, account };
  // A random part: a state directory removed and made again must not meet its predecessor's data.
  const digest = createHash('sha256').update(postgresDir).digest('hex').slice(0, 12);
  const elsewhere = join(sharedRoot, `${digest}-${randomUUID().slice(0, 8)}`, 'postgres');
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  const why = `user ${account.uid}, which PostgreSQL runs as, cannot enter ${directory}`;
  writeFileWhole(note, `${JSON.stringify({ directory: elsewhere, why })}\n`);
  return { directory: elsewhere, dataDir: join(elsewhere, 'data'), account };
}

/** The owner of existing data: only that account may open them, be it the user who started without root. */
function findDataOwner(dataDir: string): Account | undefined {
  if (!existsSync(dataDir)) return undefined;
  const { uid, gid } = statSync(dataDir);
  return uid === 0 ? undefined : { uid, gid };
}
