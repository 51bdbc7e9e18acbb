import { describe, expect, it } from 'vitest';
import { SegmentReport } from '../../../models/segments/segment-report.ts';
import { renderSegments } from '../../../report/sections/render-segments.ts';
import { readRows } from '../read-rows.ts';
import { SEGMENTS } from '../segment-fixture.ts';

const render = (changes: Partial<SegmentReport> = {}) =>
  renderSegments({ segments: { ...SEGMENTS, ...changes } }).toString();
const page = render();

it('says how the segments came about and what may rest on them', () => {
  expect(SegmentReport.parse(SEGMENTS)).toEqual(SEGMENTS);
  expect(page).toContain('Assigned by the segmentation of 2026-11-01');
  expect(page).toContain('names only describe, and rules rest on the four types');
  expect(page).toContain('Gender is unknown of 4 and age of 2 customers');
});

it('shows a profile of each segment and of everyone, with what they buy unusually much', () => {
  const rows = readRows(page);
  expect(rows.map(([name]) => name)).toEqual([
    'S00 · never seen 이용 기록 없음 entry',
    'S01 · online-grocery mother 온라인 장보기 엄마 loyal',
    'S02 · lapsed customer 발길이 끊긴 고객 churn-risk',
    'everyone',
  ]);
  expect(rows[1]).toEqual([
    'S01 · online-grocery mother 온라인 장보기 엄마 loyal',
    '60 60.0 % 75.0 % female age 3.80',
    '5.81 A02 A06',
    '5.81M 1.92M by payment',
    '216.8 retail 17.0 partner 32.5 payments 69.0 % pay 12 times',
    '2.38M',
    '상품권 ×4.2 완구 ×3.7 축산물 ×3.2 과일 ×2.7 and 1 more',
  ]);
  expect(rows[0]![1]).toContain('– female age –');
});

it('draws the segments that have centres, each with id and name', () => {
  const drawing = page.slice(page.indexOf('<svg'), page.indexOf('</svg>'));
  expect(drawing.match(/<circle class="(good|bad)"/g)).toHaveLength(2);
  for (const text of ['S01', 'S02', 'online-grocery mother', 'lapsed customer'])
    expect(drawing).toContain(`>${text}</text>`);
  expect(drawing).not.toContain('S00');
  expect(drawing).toContain('more retail rows and rows at A02 →');
});

it('shows the table over k, folded', () => {
  expect(page).toContain(
    '<details><summary>How many segments? Measured at the fit of 2026-11-01 on 96 customers',
  );
  expect(page).toContain('<strong>12</strong>');
});

describe('small sources', () => {
  it('says that nobody has bought, without a map', () => {
    const none = render({ fit: null, map: null, change: null });
    expect(none).toContain('None of the 100 customers has a purchase in the year');
    expect(none).not.toMatch(/<svg|undefined|NaN/);
  });

  it('says why there are fewer segments than wanted', () => {
    const first = { ...SEGMENTS.fit!, reason: 'first' as const, drift: null, table: [] };
    const [alone] = SEGMENTS.segments.slice(1);
    const one = render({
      fit: first,
      segments: [alone!],
      map: { ...SEGMENTS.map!, points: [SEGMENTS.map!.points[0]!] },
    });
    expect(one).toContain('There is one segment instead of 12');
    expect(one).not.toContain('How many segments?');
    expect(one).not.toContain('<svg');
  });
});

it('shows nothing of a pipeline without segments', () => {
  expect(renderSegments({ segments: null }).toString()).toBe('');
});

it('escapes names of categories and affiliates', () => {
  const attack = '<script>';
  const attacked = render({
    unusual: [{ ...SEGMENTS.unusual[0]!, category: attack }],
    unknownAffiliates: [attack],
    map: { ...SEGMENTS.map!, x: { share: 1, high: [attack], low: [] } },
  });
  expect(attacked).not.toContain(attack);
});
