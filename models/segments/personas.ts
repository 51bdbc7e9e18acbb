import type { Personas } from './persona.ts';

/**
 * The programme's personas (spec/affiliate-expansion.md, section 4.2), to be edited here. Those with an affiliate's code
 * are met only where that affiliate is; the four without one make do for any source.
 */
export const PERSONAS: Personas = [
  {
    id: 'omni-payer',
    type: 'loyal',
    name: { ko: '옴니채널 엘페이 헤비유저', en: 'omni-channel heavy payer' },
    when: [
      { figure: 'heavyPayerShare', atLeast: 0.85 },
      { figure: 'affiliatesRatio', atLeast: 1.8 },
    ],
  },
  {
    id: 'urban-big-spender',
    type: 'loyal',
    name: { ko: '도심 오프라인 큰손', en: 'urban big spender' },
    when: [
      { figure: 'amountRatio', atLeast: 2.2 },
      { figure: 'affiliatesRatio', atLeast: 1.6 },
    ],
  },
  {
    id: 'supermarket-family',
    type: 'loyal',
    name: { ko: '동네 슈퍼 디지털 가족', en: 'neighbourhood-super family' },
    when: [
      { figure: 'rowShare:A03', atLeast: 0.4 },
      { figure: 'affiliatesRatio', atLeast: 1.4 },
    ],
  },
  {
    id: 'online-grocer',
    type: 'loyal',
    name: { ko: '온라인 장보기 엄마', en: 'online-grocery mother' },
    when: [
      { figure: 'rowShare:A06', atLeast: 0.1 },
      { figure: 'rowShare:A02', atLeast: 0.4 },
      { figure: 'heavyPayerShare', atLeast: 0.4 },
    ],
  },
  {
    id: 'loyal-customer',
    type: 'loyal',
    name: { ko: '충성 고객', en: 'loyal customer' },
    when: [
      { figure: 'amountRatio', atLeast: 1.5 },
      { figure: 'affiliatesRatio', atLeast: 1.3 },
    ],
  },
  {
    id: 'hypermarket-regular',
    type: 'regular',
    name: { ko: '대형마트 한 곳 단골', en: 'hypermarket single-brand regular' },
    when: [
      { figure: 'rowShare:A02', atLeast: 0.8 },
      { figure: 'rowsRatio', atLeast: 0.5 },
    ],
  },
  {
    id: 'supermarket-regular',
    type: 'regular',
    name: { ko: '슈퍼마켓 한 곳 단골', en: 'supermarket single-brand regular' },
    when: [
      { figure: 'rowShare:A03', atLeast: 0.6 },
      { figure: 'rowsRatio', atLeast: 0.5 },
    ],
  },
  {
    id: 'fashion-buyer',
    type: 'regular',
    name: { ko: '백화점 패션 구매자', en: 'department-store fashion buyer' },
    when: [
      { figure: 'rowShare:A01', atLeast: 0.6 },
      { figure: 'amountRatio', atLeast: 0.6 },
    ],
  },
  {
    id: 'hypermarket-family',
    type: 'regular',
    name: { ko: '대형마트 오프라인 가족', en: 'offline hypermarket family' },
    when: [
      { figure: 'rowShare:A02', atLeast: 0.5 },
      { figure: 'rowsRatio', atLeast: 0.8 },
    ],
  },
  {
    id: 'leisure-shopper',
    type: 'regular',
    name: { ko: '백화점·영화 젊은 고객', en: 'young department store and cinema' },
    when: [
      { figure: 'rowShare:A01', atLeast: 0.2 },
      { figure: 'lift:C01', atLeast: 1.5 },
      { figure: 'rowsRatio', atLeast: 0.3 },
    ],
  },
  {
    id: 'convenience-visitor',
    type: 'entry',
    name: { ko: '편의점 이용 남성', en: 'convenience-store man' },
    when: [{ figure: 'rowShare:A04', atLeast: 0.5 }],
  },
  {
    id: 'lapsed-customer',
    type: 'churn-risk',
    name: { ko: '발길이 끊긴 고객', en: 'lapsed customer' },
    when: [{ figure: 'lapsedShare', atLeast: 0.6 }],
  },
  {
    id: 'dormant-visitor',
    type: 'churn-risk',
    name: { ko: '휴면 한 곳 방문자', en: 'dormant one-brand visitor' },
    when: [
      { figure: 'rowsRatio', below: 0.1 },
      { figure: 'affiliatesRatio', below: 0.45 },
    ],
  },
  {
    id: 'online-light',
    type: 'entry',
    name: { ko: '온라인 라이트 유저', en: 'online light user' },
    when: [
      { figure: 'rowsRatio', below: 0.25 },
      { figure: 'lift:A06', atLeast: 1.5 },
    ],
  },
  {
    id: 'new-customer',
    type: 'entry',
    name: { ko: '입문 고객', en: 'entry customer' },
    when: [{ figure: 'amountRatio', below: 0.45 }],
  },
  {
    id: 'regular-customer',
    type: 'regular',
    name: { ko: '단골 고객', en: 'regular customer' },
    when: [],
  },
];
