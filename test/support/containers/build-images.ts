import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GenericContainer } from 'testcontainers';
import type { StackBinaries } from '../../../platform/stack/protocol.ts';
import { createTemporaryDirectory } from '../temporary-directory.ts';

/** Whom everything in an image belongs to. */
const ACCOUNT = '999:999';
/** Takes the variables of the official image, as far as tests need them: a role of its own and its database. */
const POSTGRES_ENTRYPOINT = `#!/bin/sh
set -eu
data=/data/cluster
if [ ! -f $data/PG_VERSION ]; then
  echo "$POSTGRES_PASSWORD" > /data/password
  /postgres/bin/initdb --pgdata=$data --username="$POSTGRES_USER" --pwfile=/data/password --auth=scram-sha-256 \\
    --encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C
  echo "host all all all scram-sha-256" >> $data/pg_hba.conf
  echo "create database $POSTGRES_DB" | /postgres/bin/postgres --single -D $data postgres
fi
exec /postgres/bin/postgres -D $data -c listen_addresses='*' -c unix_socket_directories=/data
`;

/** An image of the PostgreSQL that this machine has, with nothing else in it but a shell and what both are linked to. */
export async function buildPostgresImage({ postgresBinDir }: StackBinaries): Promise<GenericContainer> {
  return buildImage('postgres', (root) => {
    cpSync(dirname(postgresBinDir), join(root, 'postgres'), { recursive: true, verbatimSymlinks: true });
    const programs = ['initdb', 'postgres'].map((name) => join(postgresBinDir, name));
    // What lies beside the binaries is there already.
    for (const path of listLibraries([...programs, '/bin/sh']))
      if (!path.startsWith(dirname(postgresBinDir))) copyInto(root, path);
    copyInto(root, '/bin/sh');
    for (const directory of ['data', 'etc', 'tmp']) mkdirSync(join(root, directory));
    writeFileSync(join(root, 'etc/passwd'), `postgres:x:${ACCOUNT}::/data:/bin/sh\n`);
    writeFileSync(join(root, 'entrypoint'), POSTGRES_ENTRYPOINT, { mode: 0o755 });
    return [`USER ${ACCOUNT}`, 'ENTRYPOINT ["/entrypoint"]'];
  });
}

/** An image of the Temporal command-line program that this machine has, which needs nothing else. */
export async function buildTemporalImage({ temporal }: StackBinaries): Promise<GenericContainer> {
  return buildImage('temporal', (root) => {
    copyFileSync(temporal, join(root, 'temporal'));
    // Without a user of some name it does not start.
    const home = ['ENV USER=temporal HOME=/home/temporal', 'WORKDIR /home/temporal'];
    return [...home, 'ENTRYPOINT ["/temporal", "server", "start-dev", "--headless", "--ip", "0.0.0.0"]'];
  });
}

async function buildImage(name: string, fill: (root: string) => string[]): Promise<GenericContainer> {
  const context = createTemporaryDirectory();
  try {
    const root = join(context, 'root');
    mkdirSync(root);
    const more = fill(root);
    writeFileSync(
      join(context, 'Dockerfile'),
      ['FROM scratch', `COPY --chown=${ACCOUNT} root /`, ...more].join('\n'),
    );
    return await GenericContainer.fromDockerfile(context).build(`crosslift-test/${name}:local`, {
      deleteOnExit: false,
    });
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/** Shared libraries of programs and the loader of those, by the paths that they are looked up by. */
function listLibraries(programs: readonly string[]): string[] {
  const found = programs.flatMap((program) =>
    execFileSync('ldd', [program], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /(\/\S+) \(0x/.exec(line)?.[1])
      .filter((path) => path !== undefined),
  );
  return [...new Set(found)];
}

/** Copies what a path leads to, to that path. */
function copyInto(root: string, path: string): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(realpathSync(path), target);
  chmodSync(target, 0o755);
}
