import type { ProductLog } from './product-log.ts';

/** What each branch sold before a cut, and where each customer bought: sparse, one entry per pair. */
export interface BranchSales {
  readonly branches: number;
  /** Entries of branch b are `offsets[b]` up to `offsets[b + 1]`: a product and its share of the branch's lines. */
  readonly offsets: Int32Array;
  readonly items: Int32Array;
  readonly shares: Float32Array;
  /** The same of customers: a branch and its share of the customer's lines. */
  readonly visitOffsets: Int32Array;
  readonly visitBranches: Int32Array;
  readonly visitShares: Float32Array;
}

/** Counts the log before `cut`. */
export function countBranchSales(log: ProductLog, cut: number): BranchSales {
  const sold = countShares(log, cut, { group: log.branch, groups: log.branches, part: log.item });
  const visited = countShares(log, cut, {
    group: log.owner,
    groups: log.customers.length,
    part: log.branch,
  });
  return {
    branches: log.branches,
    offsets: sold.offsets,
    items: sold.parts,
    shares: sold.shares,
    visitOffsets: visited.offsets,
    visitBranches: visited.parts,
    visitShares: visited.shares,
  };
}

/** How likely each product is at the branches that a customer uses, added to `into`, which starts at 0. */
export function addLocalShares(sales: BranchSales, customer: number, into: Float32Array): void {
  for (let visit = sales.visitOffsets[customer]!; visit < sales.visitOffsets[customer + 1]!; visit++) {
    const branch = sales.visitBranches[visit]!;
    const weight = sales.visitShares[visit]!;
    for (let entry = sales.offsets[branch]!; entry < sales.offsets[branch + 1]!; entry++) {
      into[sales.items[entry]!]! += weight * sales.shares[entry]!;
    }
  }
}

/** Shares of a group's lines by its parts, in order of both. */
function countShares(
  log: ProductLog,
  cut: number,
  { group, groups, part }: { group: Int32Array; groups: number; part: Int32Array },
) {
  const sums = Array.from({ length: groups }, () => new Map<number, number>());
  for (let event = 0; event < log.owner.length; event++) {
    if (log.day[event]! >= cut) continue;
    const lines = sums[group[event]!]!;
    lines.set(part[event]!, (lines.get(part[event]!) ?? 0) + log.lines[event]!);
  }
  const entries = sums.reduce((total, { size }) => total + size, 0);
  const [offsets, parts, shares] = [
    new Int32Array(groups + 1),
    new Int32Array(entries),
    new Float32Array(entries),
  ];
  let place = 0;
  for (const [index, lines] of sums.entries()) {
    const total = [...lines.values()].reduce((sum, count) => sum + count, 0);
    for (const [key, count] of [...lines].sort(([one], [other]) => one - other)) {
      parts[place] = key;
      shares[place++] = count / total;
    }
    offsets[index + 1] = place;
  }
  return { offsets, parts, shares };
}
