import { expect, it } from 'vitest';
import { withTopic } from '../../../../models/insights/sentences/korean-particle.ts';

it.each([
  ['하반기 신청', '하반기 신청은'],
  ['상반기 신청자', '상반기 신청자는'],
  ['10시', '10시는'],
  ['27시간 이상', '27시간 이상은'],
  ['site 4', 'site 4는'],
])('%s → %s', (noun, expected) => {
  expect(withTopic(noun)).toBe(expected);
});
