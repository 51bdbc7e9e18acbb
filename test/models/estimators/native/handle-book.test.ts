import { expect, it } from 'vitest';
import { HandleBook } from '../../../../models/estimators/native/handle-book.ts';

it('frees each handle once, counts the open ones and refuses a freed one', () => {
  const book = new HandleBook();
  const freed: bigint[] = [];
  const take = (address: bigint) =>
    book.take(
      'thing',
      (out) => {
        out[0] = address;
      },
      (released) => freed.push(released),
    );
  const [first, second] = [take(7n), take(8n)];
  expect([first.address, second.address, book.open]).toEqual([7n, 8n, 2]);
  first.free();
  first.free();
  expect([freed, book.open]).toEqual([[7n], 1]);
  expect(() => first.address).toThrow('invalid thing: it was freed');
  expect(second.address).toBe(8n);
});

it('counts nothing when creating fails', () => {
  const book = new HandleBook();
  const create = () => {
    throw new Error('no memory');
  };
  expect(() => book.take('thing', create, () => {})).toThrow('no memory');
  expect(book.open).toBe(0);
});
