import { describe, expect, it } from 'vitest';
import { describeModel, describeOutcome } from '../../../report/texts/outcome-texts.ts';
import { HELD, PROMOTED } from '../report-fixture.ts';

const NO_SCORER = { pipeline: 'affiliate-expansion', scorer: null } as const;
const PUBLICATION = {
  ...{ publicationId: 'p', version: 3, rows: 9, changed: true, location: '/live' },
  diff: null,
  sinks: [],
};

describe('the outcome in one sentence', () => {
  it.each([
    ['PUBLISHED', PUBLICATION, 'Version 3 is live: 8 messages, ready to be sent.'],
    [
      'PUBLISHED',
      { ...PUBLICATION, changed: false },
      'Nothing has changed: version 3 with the same 8 messages was live already.',
    ],
    ['PARTIAL', PUBLICATION, 'Version 3 with 8 messages is live, but not every destination has received it.'],
    ['DRY_RUN', null, 'Nothing was published: this was a dry run that would have published 8 messages.'],
    ['HELD', null, 'No model passed its gate: nothing was published, and what was live stays.'],
    [
      'INSUFFICIENT_DATA',
      null,
      'There was too little data to judge a model: nothing was published, and what was live stays.',
    ],
  ] as const)('%s', (outcome, publication, sentence) => {
    expect(describeOutcome({ outcome, publication, messages: 8 })).toBe(sentence);
  });

  it('says that the source is too old rather than too small', () => {
    const ended = { outcome: 'INSUFFICIENT_DATA', publication: null, messages: 0 } as const;
    expect(describeOutcome({ ...ended, stale: 'visits has no event before the as-of' })).toBe(
      'The source is too old to act on: nothing was published, and what was live stays.',
    );
  });

  it('counts one message as one', () => {
    expect(describeOutcome({ outcome: 'PUBLISHED', publication: PUBLICATION, messages: 1 })).toContain(
      '1 message,',
    );
  });
});

describe('what the gate said of a model', () => {
  it('names what stood in only where the run recorded it', () => {
    expect(describeModel(HELD, { pipeline: 'affiliate-expansion', scorer: 'transitions' })).toContain(
      'Customers were scored by the transition baseline instead.',
    );
    expect(describeModel(HELD, NO_SCORER)).toBe(
      'The next-affiliate model was held: it did not pass the rule “First guess right more often”.',
    );
  });

  it('says that there was too little to train on where no rule could be applied', () => {
    expect(describeModel({ ...HELD, verdict: 'INSUFFICIENT_DATA', rules: [] }, NO_SCORER)).toBe(
      'The next-affiliate model could not be trained: there is not enough history yet.',
    );
  });

  it('says that a champion stays', () => {
    expect(describeModel({ ...PROMOTED, verdict: 'KEPT' }, NO_SCORER)).toContain(
      'did not replace the champion',
    );
  });

  it('keeps the name of a model it does not know', () => {
    expect(describeModel({ ...PROMOTED, model: 'uplift-net' }, NO_SCORER)).toBe(
      'Uplift-net passed all 6 rules of its gate.',
    );
  });
});
