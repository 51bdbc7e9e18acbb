import { describeContacts } from './contact-table.ts';
import type { ColumnContract, TableContract } from './table-contract.ts';

const customer: ColumnContract = { type: 'text', about: 'customer id' };
const receipt: ColumnContract = { type: 'text', about: 'receipt number' };
const affiliate: ColumnContract = { type: 'text', about: 'affiliate code', isCode: true };
const branch: ColumnContract = { type: 'text', about: 'branch code', nullable: true };
const channel: ColumnContract = { type: 'integer', about: '1 offline, 2 online', min: 1, max: 2 };
const hour: ColumnContract = { type: 'integer', about: 'hour of the day', min: 0, max: 23 };
const paidOn: ColumnContract = { type: 'day', about: 'day of payment' };
/** Ten billion is beyond any receipt in any currency the programme is run in. A negative amount is a return. */
const amount: ColumnContract = {
  type: 'money',
  about: 'amount paid, negative for a return',
  min: -1e10,
  max: 1e10,
};
const unknown = (about: string): ColumnContract => ({ type: 'text', about, nullable: true });

const maxBadShare = 0.01;
const maxAgeDays = 31;
const knownCustomer = {
  column: 'cust',
  table: 'demographics',
  to: 'cust',
  orphans: 'quarantine',
  maxShare: 0.01,
} as const;
/** The programme's own extract names branches that its master lacks. */
const knownBranch = {
  column: 'br_c',
  table: 'branches',
  to: 'br_c',
  orphans: 'keep',
  maxShare: 0.05,
} as const;

/** The six raw tables of spec/affiliate-expansion.md, section 1, whose column names are the organiser's, and who may be contacted. */
export const AFFILIATE_TABLES: readonly TableContract[] = [
  {
    name: 'demographics',
    about: 'one row per customer',
    files: ['LPOINT_BIG_COMP_01_DEMO', 'DEMO', 'demographics'],
    columns: {
      cust: customer,
      ma_fem_dv: unknown('gender, 여성 or 남성'),
      ages: unknown('age band such as 30대'),
      zon_hlv: unknown('home zone'),
    },
    key: ['cust'],
    identicalRows: 'merge',
    sort: ['cust'],
    maxBadShare,
  },
  {
    name: 'purchases',
    about: 'one row per line of a retail receipt',
    files: ['LPOINT_BIG_COMP_02_PDDE', 'PDDE', 'purchases'],
    columns: {
      cust: customer,
      rct_no: receipt,
      chnl_dv: channel,
      cop_c: affiliate,
      br_c: branch,
      pd_c: { type: 'text', about: 'product code' },
      de_dt: paidOn,
      de_hr: hour,
      buy_am: { ...amount, about: 'amount paid for the line, all units; negative for a return' },
      buy_ct: { type: 'integer', about: 'units, negative or not for a return', min: -1e6, max: 1e6 },
    },
    references: [
      knownCustomer,
      knownBranch,
      { column: 'pd_c', table: 'products', to: 'pd_c', orphans: 'keep', maxShare: 0.05 },
    ],
    sort: ['cust', 'de_dt', 'de_hr'],
    event: { column: 'de_dt', maxAgeDays },
    maxBadShare,
  },
  {
    name: 'visits',
    about: 'one row per receipt of a partner',
    files: ['LPOINT_BIG_COMP_03_COP_U', 'COP_U', 'visits'],
    columns: {
      cust: customer,
      rct_no: receipt,
      cop_c: affiliate,
      br_c: branch,
      chnl_dv: channel,
      de_dt: paidOn,
      vst_dt: {
        type: 'day',
        about: 'day of use; may lie after the day of payment',
        nullable: true,
        optional: true,
        severity: 'warn',
      },
      de_hr: hour,
      buy_am: { ...amount, about: 'total of the receipt, negative for a return' },
    },
    references: [knownCustomer, knownBranch],
    sort: ['cust', 'de_dt', 'de_hr'],
    event: { column: 'de_dt', maxAgeDays },
    maxBadShare,
  },
  {
    name: 'products',
    about: 'one row per product',
    files: ['LPOINT_BIG_COMP_04_PD_CLAC', 'PD_CLAC', 'products'],
    columns: {
      pd_c: { type: 'text', about: 'product code' },
      pd_nm: unknown('product name'),
      clac_hlv_nm: unknown('top category'),
      clac_mcls_nm: unknown('middle category'),
    },
    key: ['pd_c'],
    identicalRows: 'merge',
    sort: ['pd_c'],
    maxBadShare,
  },
  {
    name: 'branches',
    about: 'one row per branch',
    files: ['LPOINT_BIG_COMP_05_BR', 'BR', 'branches'],
    columns: {
      br_c: { type: 'text', about: 'branch code' },
      cop_c: affiliate,
      zon_hlv: unknown('zone'),
      zon_mcls: unknown('district'),
    },
    key: ['br_c'],
    identicalRows: 'merge',
    sort: ['br_c'],
    maxBadShare,
  },
  {
    name: 'payments',
    about: 'one row per mobile payment',
    files: ['LPOINT_BIG_COMP_06_LPAY', 'LPAY', 'payments'],
    columns: {
      cust: customer,
      rct_no: receipt,
      cop_c: affiliate,
      chnl_dv: channel,
      de_dt: paidOn,
      de_hr: hour,
      buy_am: amount,
    },
    references: [knownCustomer],
    sort: ['cust', 'de_dt', 'de_hr'],
    event: { column: 'de_dt', maxAgeDays },
    maxBadShare,
  },
  describeContacts('contacts', { key: 'cust', customer, maxBadShare }),
];
