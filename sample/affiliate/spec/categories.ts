/** A product group: what the retailers of an affiliate sell more or less of. */
export type CategoryGroup = 'fresh' | 'household' | 'fashion' | 'appliance' | 'service';

/** One top category (`clac_hlv_nm`): spec section 1, "Products". */
export interface Category {
  name: string;
  group: CategoryGroup;
  /** Rows in the product master. */
  products: number;
  /** Percent of retail lines; "rest <= .4 each" is .15 here. */
  lineShare: number;
  /** Median of log1p of the unit price, KRW. */
  logPrice: number;
}

type Row = [string, number, number, number];

const groups: Record<CategoryGroup, Row[]> = {
  fresh: [
    ['축산물', 91, 4.7, 9.6],
    ['수산물', 88, 2.0, 9.1],
    ['채소', 72, 10.8, 8.1],
    ['과일', 58, 5.9, 9.1],
    ['조미료', 51, 3.4, 8.3],
    ['조리식품', 38, 2.3, 8.9],
    ['과자', 36, 9.1, 8.1],
    ['건강식품', 32, 0.3, 10.3],
    ['냉장식품', 32, 6.1, 8.5],
    ['건해산물', 30, 1.35, 8.9],
    ['대용식', 29, 6.4, 8.2],
    ['음료', 24, 5.7, 7.9],
    ['주류', 22, 3.7, 9.4],
    ['커피/차', 20, 0.8, 9.0],
    ['냉동식품', 20, 2.7, 8.8],
    ['양곡', 15, 0.6, 9.8],
    ['병통조림', 14, 0.8, 8.6],
    ['유제품', 9, 6.8, 8.2],
    ['담배', 6, 1.0, 8.5],
    ['유아식품', 4, 0.2, 9.0],
  ],
  household: [
    ['문구/사무용품', 72, 1.5, 8.4],
    ['퍼스널케어', 39, 1.3, 9.4],
    ['원예/애완', 39, 0.3, 9.0],
    ['식기/조리기구', 36, 0.5, 10.4],
    ['침구/수예', 35, 0.15, 11.1],
    ['자동차용품', 35, 0.15, 9.3],
    ['출산/육아용품', 32, 0.3, 9.6],
    ['주방잡화', 32, 1.3, 9.0],
    ['완구', 31, 0.8, 10.0],
    ['청소/세탁/욕실용품', 30, 2.7, 8.7],
    ['세제/위생', 28, 1.5, 8.9],
    ['건강용품', 25, 0.2, 9.3],
    ['인테리어/조명', 21, 0.15, 9.4],
    ['공구/안전용품', 15, 0.15, 8.9],
    ['서적/음반/악기', 15, 0.1, 9.5],
    ['가구', 31, 0.15, 12.3],
  ],
  fashion: [
    ['패션잡화', 130, 1.3, 11.5],
    ['스포츠패션', 82, 1.3, 11.7],
    ['유아동의류', 67, 0.6, 10.8],
    ['속옷/양말/홈웨어', 56, 0.8, 9.5],
    ['화장품/뷰티케어', 50, 1.0, 10.8],
    ['구기/필드스포츠', 38, 0.15, 11.0],
    ['아웃도어/레저', 34, 0.15, 11.3],
    ['여성의류', 29, 1.6, 12.0],
    ['남성의류', 26, 1.1, 12.1],
    ['시즌스포츠', 22, 0.1, 10.5],
    ['헬스/피트니스', 15, 0.05, 10.3],
  ],
  appliance: [
    ['생활/주방가전', 43, 0.2, 12.0],
    ['영상/음향가전', 27, 0.1, 12.5],
    ['계절가전', 15, 0.08, 12.3],
    ['컴퓨터', 14, 0.1, 11.6],
    ['냉장/세탁가전', 12, 0.08, 14.4],
    ['모바일', 6, 0.08, 11.3],
  ],
  service: [
    ['테넌트/음식점', 22, 3.8, 9.7],
    ['생활/렌탈서비스', 13, 0.15, 9.0],
    ['상품권', 10, 0.4, 10.8],
    ['기타(비상품)', 7, 1.1, 7.5],
    ['여행/레저서비스', 6, 0.05, 11.0],
    ['기타상품', 1, 0.05, 9.0],
    ['금융/보험서비스', 1, 0.03, 10.0],
  ],
};

/** All 60 categories in Korean order, as the product codes run. */
export const categories: Category[] = Object.entries(groups)
  .flatMap(([group, rows]) =>
    rows.map(([name, products, lineShare, logPrice]) => ({
      name,
      group: group as CategoryGroup,
      products,
      lineShare,
      logPrice,
    })),
  )
  .sort((a, b) => (a.name < b.name ? -1 : 1));
