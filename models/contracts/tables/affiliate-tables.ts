import type { ColumnContract, TableContract } from './table-contract.ts';

const text: ColumnContract = { type: 'text' };
const optionalText: ColumnContract = { type: 'text', nullable: true };
const channel: ColumnContract = { type: 'integer', min: 1, max: 2 };
const day: ColumnContract = { type: 'day' };
const hour: ColumnContract = { type: 'integer', min: 0, max: 23 };
const amount: ColumnContract = { type: 'money' };
const maxBadShare = 0.01;

/** The six raw tables of spec/affiliate-expansion.md, section 1; column names are the organiser's. */
export const AFFILIATE_TABLES: readonly TableContract[] = [
  {
    name: 'demographics',
    files: ['LPOINT_BIG_COMP_01_DEMO', 'DEMO', 'demographics'],
    columns: { cust: text, ma_fem_dv: optionalText, ages: optionalText, zon_hlv: optionalText },
    sort: ['cust'],
    maxBadShare,
  },
  {
    name: 'purchases',
    files: ['LPOINT_BIG_COMP_02_PDDE', 'PDDE', 'purchases'],
    columns: {
      cust: text,
      rct_no: text,
      chnl_dv: channel,
      cop_c: text,
      br_c: optionalText,
      pd_c: text,
      de_dt: day,
      de_hr: hour,
      buy_am: amount,
      buy_ct: { type: 'integer' },
    },
    sort: ['cust', 'de_dt', 'de_hr', 'rct_no', 'pd_c'],
    eventDay: 'de_dt',
    maxBadShare,
  },
  {
    name: 'visits',
    files: ['LPOINT_BIG_COMP_03_COP_U', 'COP_U', 'visits'],
    columns: {
      cust: text,
      rct_no: text,
      cop_c: text,
      br_c: optionalText,
      chnl_dv: channel,
      de_dt: day,
      vst_dt: day,
      de_hr: hour,
      buy_am: amount,
    },
    sort: ['cust', 'de_dt', 'de_hr', 'rct_no'],
    eventDay: 'de_dt',
    maxBadShare,
  },
  {
    name: 'products',
    files: ['LPOINT_BIG_COMP_04_PD_CLAC', 'PD_CLAC', 'products'],
    columns: { pd_c: text, pd_nm: optionalText, clac_hlv_nm: optionalText, clac_mcls_nm: optionalText },
    sort: ['pd_c'],
    maxBadShare,
  },
  {
    name: 'branches',
    files: ['LPOINT_BIG_COMP_05_BR', 'BR', 'branches'],
    columns: { br_c: text, cop_c: text, zon_hlv: optionalText, zon_mcls: optionalText },
    sort: ['br_c'],
    maxBadShare,
  },
  {
    name: 'payments',
    files: ['LPOINT_BIG_COMP_06_LPAY', 'LPAY', 'payments'],
    columns: {
      cust: text,
      rct_no: text,
      cop_c: text,
      chnl_dv: channel,
      de_dt: day,
      de_hr: hour,
      buy_am: amount,
    },
    sort: ['cust', 'de_dt', 'de_hr', 'rct_no'],
    eventDay: 'de_dt',
    maxBadShare,
  },
];
