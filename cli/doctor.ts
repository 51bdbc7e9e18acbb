import { Command } from 'commander';
import { loadConfig } from '../platform/config.ts';
import { messageOf } from '../platform/errors.ts';
import { loadTensorflow, readNativeParts } from '../platform/native.ts';
import { EXIT } from './command.ts';
import { formatTable } from './format.ts';
import { openBackend } from './open-backend.ts';

/** One thing that Crosslift needs, and whether it is there. */
interface Finding {
  name: string;
  ok: boolean;
  text: string;
}

/** `crosslift doctor`: what is there, what is missing, and what to do about it. */
export const doctorCommand = new Command('doctor')
  .description('check that everything Crosslift needs is there')
  .option('--json', 'print JSON')
  .action(async ({ json }: { json?: boolean }) => {
    const findings = [nodeVersion(), ...nativeParts(), await tensorflowWorks(), ...(await serversAnswer())];
    const text = formatTable(findings.map(({ name, ok, text: found }) => [ok ? '✓' : '✗', name, found]));
    process.stdout.write(json === true ? `${JSON.stringify(findings, null, 2)}\n` : `${text}\n`);
    if (findings.some(({ ok }) => !ok)) process.exitCode = EXIT.failure;
  });

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 20);
  return {
    name: 'node',
    ok,
    text: ok ? process.versions.node : `${process.versions.node} (expected 20.20 or newer)`,
  };
}

function nativeParts(): Finding[] {
  try {
    return Object.entries(readNativeParts()).map(([name, part]) => ({
      name,
      ok: part.ok,
      text: part.ok ? part.version : `${part.reason}; tried ${part.tried.join(', ')}. ${part.fix}`,
    }));
  } catch (error) {
    return [{ name: 'native parts', ok: false, text: messageOf(error) }];
  }
}

async function tensorflowWorks(): Promise<Finding> {
  try {
    const { tf, backend, version } = await loadTensorflow();
    const [sum] = tf.tidy(() => tf.tensor1d([1, 2, 3]).sum().dataSync());
    return { name: 'tfjs', ok: sum === 6, text: `backend ${backend} ${version}` };
  } catch (error) {
    return { name: 'tfjs', ok: false, text: messageOf(error) };
  }
}

async function serversAnswer(): Promise<Finding[]> {
  try {
    const config = loadConfig();
    const backend = await openBackend('doctor');
    try {
      const { rows } = await backend.database.query<{ version: string }>(
        `select current_setting('server_version') as version`,
      );
      return [
        {
          name: 'PostgreSQL',
          ok: true,
          text: `${rows[0]?.version} ${config.databaseUrl === undefined ? '(embedded)' : '(DATABASE_URL)'}`,
        },
        {
          name: 'Temporal',
          ok: true,
          text: `${backend.temporalAddress} ${config.temporal.address === undefined ? '(embedded)' : '(TEMPORAL_ADDRESS)'}`,
        },
      ];
    } finally {
      await backend.close();
    }
  } catch (error) {
    return [{ name: 'servers', ok: false, text: messageOf(error) }];
  }
}
