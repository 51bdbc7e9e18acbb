import { expect, it } from 'vitest';
import { Playbook } from '../../../models/playbooks/playbook.ts';
import { UsageError } from '../../../platform/errors.ts';
import { parsePlaybook } from '../../../platform/playbooks/parse-playbook.ts';

const TEXT = `sender: { ko: 라운지, en: Lounge }
optOut: { ko: 수신거부, en: Opt out }
actions:
  - id: C1
    title: Early bird
    trigger: day of payment
    moments: [registration]
    who: has applied
    channel: app
    offer: { kind: discount, text: '{discount} off', plan: monthly, discounts: [0.15] }
    validDays: 3
    messages:
      ko: '{discount} 할인'
      en: '{discount} off'
`;
function refusal(text: string): string {
  try {
    parsePlaybook(text, 'own.yaml', Playbook);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
  throw new Error('it was read');
}

it('reads what a marketer wrote, in either language', () => {
  const { playbook, placeOf } = parsePlaybook(TEXT, 'own.yaml', Playbook);
  expect(playbook.actions[0]).toMatchObject({ id: 'C1', messages: { ko: '{discount} 할인' } });
  expect(placeOf(['actions', 0, 'offer', 'plan'])).toBe('own.yaml:10:60 actions[C1].offer.plan');
  expect(placeOf(['actions', 0, 'audience'])).toBe('own.yaml:4:5 actions[C1].audience');
});

it('says line, field, expectation and value of everything that is wrong', () => {
  const broken = TEXT.replace('[0.15]', '[15]').replace('validDays: 3', 'validDays: three\n    valid: 3');
  expect(refusal(broken)).toBe(`the playbook own.yaml is not usable:
  own.yaml:10:81 actions[C1].offer.discounts[0]: Too big: expected number to be <1 (found 15)
  own.yaml:11:16 actions[C1].validDays: Invalid input: expected number, received string (found "three")
  own.yaml:12:12 actions[C1].valid: there is no such field`);
});

it('says where the text is no YAML', () => {
  expect(refusal(TEXT.replace("'{discount} off'\n", "'{discount} off\n"))).toContain(
    'own.yaml:15:1 Missing closing',
  );
  expect(refusal('')).toContain('own.yaml:1:1: Invalid input: expected object, received null');
});
