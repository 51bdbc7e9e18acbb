import type { NamedSegment } from '../../models/segments/name-segments.ts';
import { CUSTOMER_TYPE_NAMES, type CustomerType } from '../../models/segments/persona.ts';
import type { SegmentProfile } from '../../models/segments/profile-segments.ts';
import type { SegmentMap } from '../../models/segments/project-segments.ts';
import type { SegmentReport } from '../../models/segments/segment-report.ts';
import { drawSegmentMap } from '../charts/draw-segment-map.ts';
import { formatAmount, formatCount, formatFigure, formatShare } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { describeEnds, describeSegments, describeUnknown } from '../texts/segment-texts.ts';
import { renderSegmentChange } from './render-segment-change.ts';
import { renderSegmentCounts } from './render-segment-counts.ts';

/** Colour of each type. */
const TYPE_STYLES: Readonly<Record<CustomerType, string>> = {
  loyal: 'good',
  regular: 'mark',
  entry: 'note',
  'churn-risk': 'bad',
};

const MOST_CATEGORIES = 4;

/** Segments as a map and as profiles, who moved between them, and how many there should be; nothing without any. */
export function renderSegments({ segments: report }: Pick<ReportData, 'segments'>): Markup {
  if (report === null) return html``;
  return html`<section>
<h2>Customer segments</h2>
<p class="lead">${describeSegments(report).join(' ')}</p>
${report.map !== null && report.map.points.length > 1 && renderMap(report.map, report.segments)}
${renderProfiles(report)}
<p class="small soft">Rows are product lines, partner receipts and mobile payments of the year before the as-of. Age 2 is the twenties, 7 the seventies. The value by the formula of the specification is for comparison only. Bought unusually much: more lines per customer than the third quartile of the segments and one and a half times their interquartile range; × is the share of the segment’s lines over that of all. ${describeUnknown(report)}</p>
${report.change !== null && renderSegmentChange(report.change, report.fit)}
${report.fit !== null && renderSegmentCounts(report.fit)}
</section>`;
}

function renderMap(map: SegmentMap, segments: readonly NamedSegment[]): Markup {
  const byId = new Map(segments.map((segment) => [segment.segment, segment]));
  const points = map.points.flatMap((point) => {
    const named = byId.get(point.segment);
    // A segment of the frozen segmentation may have lost its last member.
    if (named === undefined) return [];
    const { name, type, profile } = named;
    return [{ ...point, name: name.en, style: TYPE_STYLES[type], customers: profile.customers }];
  });
  const types = Object.entries(TYPE_STYLES) as [CustomerType, string][];
  return html`<figure class="scroll drawing">${drawSegmentMap(points, {
    x: describeEnds(map.x),
    y: describeEnds(map.y),
  })}<figcaption>${types.map(
    ([type, style]) =>
      html`<span class="badge ${style}">${CUSTOMER_TYPE_NAMES[type].en} <span lang="ko">${CUSTOMER_TYPE_NAMES[type].ko}</span></span> `,
  )}<small>The plane in which the centres lie farthest apart; it shows ${formatShare(map.x.share + map.y.share)} of what lies between them (${formatShare(map.x.share)} across, ${formatShare(map.y.share)} upwards). The area of a bubble follows its customers; names stand beside the bubbles, inputs at the ends of the axes.</small></figcaption></figure>`;
}

function renderProfiles({ segments, everyone, unusual }: SegmentReport): Markup {
  return renderTable({
    columns: [
      { title: 'Segment' },
      { title: 'Customers', figures: true },
      { title: 'Affiliates', figures: true },
      { title: 'Amount a year', figures: true },
      { title: 'Rows a year', figures: true },
      { title: 'Formula value', figures: true },
      { title: 'Bought unusually much' },
    ],
    rows: [
      ...segments.map(({ segment, name, type, profile }) => [
        html`<strong>${segment} · ${name.en}</strong><small lang="ko">${name.ko}</small><small><span class="badge ${TYPE_STYLES[type]}">${type}</span></small>`,
        ...renderFigures(profile),
        renderCategories(unusual.filter((category) => category.segment === segment)),
      ]),
      [html`<strong>everyone</strong>`, ...renderFigures(everyone), ''],
    ],
    stacks: true,
  });
}

function renderFigures(profile: SegmentProfile) {
  return [
    html`${formatCount(profile.customers)}<small>${formatShare(profile.share)}</small><small>${formatShare(profile.femaleShare)} female</small><small>age ${formatFigure(profile.ageCode, 2)}</small>`,
    html`${formatFigure(profile.affiliatesUsed, 2)}<small>${profile.anchors.join(' ')}</small>`,
    html`${formatAmount(profile.annualAmount)}<small>${formatAmount(profile.paymentAmount)} by payment</small>`,
    html`${formatFigure(profile.retailRows, 1)} retail<small>${formatFigure(profile.partnerRows, 1)} partner</small><small>${formatFigure(profile.payments, 1)} payments</small><small>${formatShare(profile.heavyPayerShare)} pay 12 times</small>`,
    formatAmount(profile.lifetimeValue),
  ];
}

function renderCategories(categories: SegmentReport['unusual']): Markup {
  const shown = categories.slice(0, MOST_CATEGORIES);
  const more = categories.length - shown.length;
  return html`${shown.map(({ category, lift }) => html`<small>${category} ×${formatFigure(lift, 1)}</small>`)}${more > 0 && html`<small>and ${more} more</small>`}`;
}
