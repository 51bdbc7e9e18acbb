import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { MadeArtifacts } from '../../workflows/made-artifacts.ts';
import { STEPS } from '../../workflows/steps.ts';
import { artifact } from '../models/contracts/examples.ts';

const [, ingest, , build] = STEPS['trial-conversion'];
const sites = artifact('sites');
const landmarks = artifact('landmarks');
const contacts = artifact('contacts');
const byIngest = { entry: ingest!, params: {}, inputs: {} };
const byBuild = { entry: build!, params: {}, inputs: { sites } };

function damaged(...uris: string[]): Error {
  const cause = ApplicationFailure.nonRetryable('its file has changed', 'CorruptArtifactError', ...uris);
  return Object.assign(new Error('an activity failed'), { cause });
}

it('knows who made what is damaged, each once, and nobody where a run took some of it over', () => {
  const made = new MadeArtifacts();
  made.note({ artifacts: { sites } }, byIngest);
  made.note({ artifacts: { landmarks, contacts } }, byBuild);
  expect(made.findMakers(damaged(landmarks.uri, contacts.uri))).toEqual([byBuild]);
  expect(made.findMakers(damaged(sites.uri, contacts.uri))).toEqual([byIngest, byBuild]);
  expect(made.findMakers(damaged(sites.uri, 'store:artifacts/of/another/run'))).toEqual([]);
  expect(made.findMakers(new Error(sites.uri))).toEqual([]);
});
