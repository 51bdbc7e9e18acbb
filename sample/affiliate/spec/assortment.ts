import type { CategoryGroup } from './categories.ts';

/** How much of each product group the retailers A01..A06 sell, before raking to the printed totals. */
export const groupAffinity: Record<CategoryGroup, number[]> = {
  fresh: [0.3, 3, 3.5, 0.3, 0.005, 0.1],
  household: [0.2, 2, 1.2, 0.3, 0.05, 0.6],
  fashion: [5, 0.3, 0.03, 0.01, 0.01, 2],
  appliance: [0.5, 0.2, 0.02, 0.01, 60, 1.5],
  service: [4, 0.5, 0.1, 1, 0.1, 2],
};

/** Exceptions by category: convenience stores live on tobacco and drinks, the mall on gift vouchers. */
export const categoryAffinity: Record<string, number[]> = {
  담배: [0.01, 0.2, 0.2, 40, 0.001, 0.001],
  음료: [0.3, 2.5, 3, 3, 0.005, 0.1],
  주류: [0.3, 3, 3, 3, 0.005, 0.001],
  과자: [0.3, 3, 3, 2, 0.005, 0.1],
  상품권: [1, 0.3, 0.1, 0.1, 0.1, 40],
  '테넌트/음식점': [10, 1, 0.1, 0.1, 0.001, 0.001],
};

/** Categories a persona (index c0..c11) buys more of: spec section 4.2, "lift categories". */
export const personaLifts: Record<string, number>[] = [
  { 상품권: 4.2, 완구: 1.3, 축산물: 1.25, '출산/육아용품': 1.3 },
  { 담배: 4, '생활/렌탈서비스': 10, 음료: 1.5 },
  { 여성의류: 1.5, 남성의류: 1.4, 스포츠패션: 1.4, 패션잡화: 1.2 },
  { '생활/주방가전': 2, '냉장/세탁가전': 2, '영상/음향가전': 2 },
  { 스포츠패션: 1.8, 남성의류: 1.7, '테넌트/음식점': 1.6 },
  { '문구/사무용품': 1.6, '원예/애완': 1.6, '공구/안전용품': 1.5, 수산물: 1.5 },
  { 컴퓨터: 2, 모바일: 2, 상품권: 2 },
  { '문구/사무용품': 1.6, 완구: 1.4, '출산/육아용품': 1.3 },
  { 상품권: 5.2, '생활/렌탈서비스': 2, 건강식품: 1.4 },
  { '청소/세탁/욕실용품': 1.7, 주류: 1.6, 채소: 1.4 },
  { '생활/렌탈서비스': 3.4, '테넌트/음식점': 1.9, '화장품/뷰티케어': 1.6 },
  { 냉동식품: 1.3, '청소/세탁/욕실용품': 1.25, 조리식품: 1.25 },
];
