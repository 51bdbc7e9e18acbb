import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { ProjectConfig } from '../models/contracts/project-config.ts';
import type { SecretPlace } from '../models/contracts/webhook-settings.ts';
import { messageOf, UsageError } from './errors.ts';
import { resolvePlace } from './source/choose-source.ts';
import { errorCode } from './store/files.ts';

/** Settings that name a file from the folder of the configuration. */
const PATHS = ['playbook', 'affiliatePlaybook'] as const;

/** The configuration as it was read, its sources and playbooks as absolute paths. */
export interface LoadedConfig {
  /** The file; undefined where there is none. */
  path: string | undefined;
  config: ProjectConfig;
}

/**
 * Read the configuration of a company; without a file everything has its default.
 * @param path file to read
 * @param required whether a missing file is a fault, as when somebody named it
 * @throws UsageError that lists every problem at once
 */
export async function loadProjectConfig(path: string, required: boolean): Promise<LoadedConfig> {
  const text = await readText(path, required);
  if (text === undefined) return { path: undefined, config: {} };
  const parsed = ProjectConfig.safeParse(parseJson(path, text));
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap(describeIssue);
    throw new UsageError(`${path} is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
  const place = <Names extends Partial<Record<(typeof PATHS)[number], string | undefined>>>(
    names: Names,
  ): Names => {
    const paths = PATHS.flatMap((name) => {
      const written = names[name];
      return written === undefined ? [] : [[name, resolve(dirname(path), written)]];
    });
    return { ...names, ...Object.fromEntries(paths) };
  };
  const placeSecret = (secret: SecretPlace): SecretPlace =>
    'file' in secret ? { file: resolve(dirname(path), secret.file) } : secret;
  const placeSinks = <Settings extends Pick<ProjectConfig, 'sinks'>>(settings: Settings): Settings => {
    if (settings.sinks === undefined) return settings;
    const sinks = Object.entries(settings.sinks).map(([name, sink]) => [
      name,
      { ...sink, secret: placeSecret(sink.secret) },
    ]);
    return { ...settings, sinks: Object.fromEntries(sinks) };
  };
  const datasets = Object.entries(parsed.data.datasets ?? {}).map(([name, dataset]) => [
    name,
    placeSinks(place({ ...dataset, source: resolvePlace(dirname(path), dataset.source) })),
  ]);
  const { alerts } = parsed.data;
  const config = placeSinks(
    place({
      ...parsed.data,
      ...(alerts?.secret !== undefined && { alerts: { ...alerts, secret: placeSecret(alerts.secret) } }),
      datasets: Object.fromEntries(datasets),
    }),
  );
  return { path, config };
}

async function readText(path: string, required: boolean): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && !required) return undefined;
    throw new UsageError(`the configuration ${path} cannot be read: ${messageOf(error)}`);
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${messageOf(error)}`);
  }
}

/** One line per problem; every unknown name has a line of its own. */
function describeIssue(issue: z.core.$ZodIssue): string[] {
  const place = issue.path.map(String).join('.');
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => `${place}: invalid name (${message})`);
  if (issue.code !== 'unrecognized_keys') return [`${place}: ${issue.message}`];
  return issue.keys.map((key) => `${[place, key].filter(Boolean).join('.')}: there is no such setting`);
}
