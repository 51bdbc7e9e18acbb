import { expect, it } from 'vitest';
import { judgeAnswer } from '../../../models/publishing/judge-answer.ts';

it.each([
  [200, 'taken'],
  [204, 'taken'],
  [400, 'refused'],
  [401, 'wrong'],
  [404, 'wrong'],
  [408, 'busy'],
  [413, 'refused'],
  [422, 'refused'],
  [429, 'busy'],
  [500, 'busy'],
  [503, 'busy'],
])('%d is %s', (status, kind) => {
  expect(judgeAnswer(status, '').kind).toBe(kind);
});

it('reads which messages of a batch are refused, and takes any other text for none', () => {
  const text = JSON.stringify({ rejected: [{ key: 'a', reason: 'no such customer' }, { key: 'b' }, null] });
  expect(judgeAnswer(200, text)).toEqual({
    kind: 'taken',
    rejected: new Map([
      ['a', 'no such customer'],
      ['b', 'no reason given'],
    ]),
  });
  for (const other of ['ok', '[]', 'null', '{"rejected": 3}', '{'])
    expect(judgeAnswer(200, other)).toEqual({ kind: 'taken', rejected: new Map() });
});
