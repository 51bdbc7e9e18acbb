import { loadRows } from '../engine/load-rows.ts';
import { loadSlots } from '../engine/load-slots.ts';
import type { SampleSession } from '../engine/session.ts';
import { divideSlots } from '../engine/slots.ts';
import { buildCatalogue, divideProductSlots } from './build-catalogue.ts';
import { buildCategorySlots } from './build-category-slots.ts';
import { listCuts, listDays } from './calendar.ts';
import { loadPulls } from './load-pulls.ts';
import { affiliates } from './spec/affiliates.ts';
import { personas } from './spec/personas.ts';
import { priceFactors } from './spec/price-factors.ts';
import { seasons } from './spec/seasonality.ts';
import type { SignalStrengths } from './spec/signal-strengths.ts';
import { zoneBranches, zoneCustomers, zoneDistricts } from './spec/zones.ts';
import { splitVolumes } from './split-volumes.ts';

/** Loads the spec's tables, and the weights made from them as slots, for the SQL to join. */
export async function loadReferences(
  session: SampleSession,
  asOf: string,
  strengths: SignalStrengths,
): Promise<void> {
  const days = listDays(asOf);
  const products = buildCatalogue();
  const dayColumns = { day: 'INTEGER', date: 'VARCHAR', yyyymmdd: 'INTEGER' } as const;
  await loadRows(session, 'day_rows', dayColumns, days);
  await loadRows(session, 'cut_rows', dayColumns, listCuts(days, asOf));
  await session.run('create table days as select day, date::date as date, yyyymmdd from day_rows');
  await session.run('create table cuts as select day, date::date as date from cut_rows');
  await loadPeople(session);
  await loadAffiliates(session);
  await loadPulls(session, strengths);
  await loadRows(
    session,
    'products',
    {
      product: 'INTEGER',
      category: 'INTEGER',
      category_name: 'VARCHAR',
      type_name: 'VARCHAR',
      name: 'VARCHAR',
      style: 'INTEGER',
      log_price: 'DOUBLE',
    },
    products,
  );
  await loadSlots(
    session,
    'product',
    { category: 'INTEGER', style: 'INTEGER' },
    divideProductSlots(products),
  );
  await loadSlots(
    session,
    'category',
    { persona: 'INTEGER', affiliate: 'INTEGER' },
    buildCategorySlots(splitVolumes().direct),
  );
  const hours = seasons.flatMap(({ stream, hours: weights }) =>
    divideSlots(weights).map((range) => ({ stream, ...range })),
  );
  await loadSlots(session, 'hour', { stream: 'VARCHAR' }, hours);
}

async function loadPeople(session: SampleSession): Promise<void> {
  const shares = personas.map(({ customers }) => customers);
  await loadSlots(session, 'persona', {}, divideSlots(shares));
  await loadSlots(session, 'zone', {}, divideSlots(zoneCustomers));
  const ages = personas.flatMap(({ ages: weights }, persona) =>
    divideSlots(weights).map((range) => ({ persona, ...range })),
  );
  await loadSlots(session, 'age', { persona: 'INTEGER' }, ages);
  await loadRows(
    session,
    'personas',
    {
      persona: 'INTEGER',
      female_share: 'DOUBLE',
      payer_share: 'DOUBLE',
      exit_rate: 'DOUBLE',
      online_factor: 'DOUBLE',
      affiliates_used: 'DOUBLE',
      visits: 'DOUBLE',
    },
    personas.map((profile, persona) => ({
      persona,
      female_share: profile.femaleShare,
      payer_share: profile.payerShare,
      exit_rate: profile.exitRate,
      online_factor: profile.onlineFactor,
      affiliates_used: profile.affiliatesUsed,
      visits: profile.rows.reduce((sum, rows, index) => sum + rows / affiliates[index]!.linesPerVisit, 0),
    })),
  );
}

async function loadAffiliates(session: SampleSession): Promise<void> {
  const rows = affiliates.map((profile, affiliate) => ({
    affiliate,
    code: profile.code,
    stream: profile.stream,
    branches: profile.branches,
    lines_per_visit: profile.linesPerVisit,
    online_share: profile.onlineShare,
    payment_online_share: profile.paymentOnlineShare,
    mean_amount: profile.meanAmount,
    mean_payment: profile.meanPayment,
    price_factor: priceFactors[affiliate] ?? 1,
  }));
  await loadRows(
    session,
    'affiliates',
    {
      affiliate: 'INTEGER',
      code: 'VARCHAR',
      stream: 'VARCHAR',
      branches: 'INTEGER',
      lines_per_visit: 'DOUBLE',
      online_share: 'DOUBLE',
      payment_online_share: 'DOUBLE',
      mean_amount: 'DOUBLE',
      mean_payment: 'DOUBLE',
      price_factor: 'DOUBLE',
    },
    rows,
  );
  await loadRows(
    session,
    'zones',
    { zone: 'INTEGER', branches: 'INTEGER', districts: 'INTEGER' },
    zoneBranches.map((branches, zone) => ({ zone, branches, districts: zoneDistricts[zone]! })),
  );
}
