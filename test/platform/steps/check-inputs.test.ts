import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkInputs } from '../../../platform/steps/check-inputs.ts';
import { createServices, giveArtifacts } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('passes what was committed, and names every input that is not', async () => {
  const services = createServices(makeTemporaryDirectory());
  const text = (file: string) => ({ file, rows: 1, write: (path: string) => writeFileSync(path, file) });
  const inputs = await giveArtifacts(services, { people: text('people.csv'), visits: text('visits.csv') });
  await expect(checkInputs(services.store, inputs)).resolves.toBeUndefined();

  writeFileSync(services.store.locate(inputs.visits), 'visits.cs');
  await expect(checkInputs(services.store, inputs)).rejects.toMatchObject({
    type: 'CorruptArtifactError',
    nonRetryable: true,
    message: expect.stringMatching(
      /^input visits: its file has changed: digest .* \(expected .*visits\.csv\)$/,
    ),
    details: [inputs.visits.uri],
  });
});
