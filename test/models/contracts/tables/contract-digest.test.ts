import { expect, it } from 'vitest';
import { AFFILIATE_TABLES } from '../../../../models/contracts/tables/affiliate-tables.ts';
import { contractDigest } from '../../../../models/contracts/tables/contract-digest.ts';

const seoul = { timeZone: 'Asia/Seoul' };

it('is the same for the same contracts and moves with a limit', () => {
  const digest = contractDigest(AFFILIATE_TABLES, seoul);
  expect(contractDigest(structuredClone(AFFILIATE_TABLES), seoul)).toBe(digest);
  const laxer = AFFILIATE_TABLES.map((contract) => ({ ...contract, maxBadShare: 0.02 }));
  expect(contractDigest(laxer, seoul)).not.toBe(digest);
});
