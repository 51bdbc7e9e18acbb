import type { Wording } from './claim.ts';

const WEEKDAYS_KO = ['월', '화', '수', '목', '금', '토', '일'] as const;
const WEEKDAYS_EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const MONTHS_EN = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;

const NAMES: Readonly<Record<string, (bin: string) => Wording>> = {
  register_month: (bin) => ({ ko: `${bin}월`, en: MONTHS_EN[Number(bin) - 1] ?? bin }),
  register_weekday: nameWeekday,
  visit_weekday: nameWeekday,
  weekday_visit_hour: nameHour,
  weekend_visit_hour: nameHour,
  stay_hour: nameStay,
  first_site: (bin) => ({ ko: `지점 ${bin}`, en: `site ${bin}` }),
};

/** What people call a bin of a dimension; the bin itself where it has no better name. */
export function nameBin(dimension: string, bin: string): Wording {
  return NAMES[dimension]?.(bin) ?? { ko: bin, en: bin };
}

function nameWeekday(bin: string): Wording {
  const place = Number(bin) - 1;
  return { ko: `${WEEKDAYS_KO[place] ?? bin}요일`, en: WEEKDAYS_EN[place] ?? bin };
}

/** The last bin of `int_claim_bins` has no end. */
function nameStay(bin: string): Wording {
  return bin === '27'
    ? { ko: '27시간 이상', en: '27 hours or more' }
    : { ko: `${bin}시간대`, en: `hour ${bin}` };
}

function nameHour(bin: string): Wording {
  return { ko: `${bin}시`, en: `${bin}:00` };
}
