import type { RecommendationSample } from '../../models/recommender/recommendation-sample.ts';
import type { RecommenderReport } from '../../models/recommender/recommender-report.ts';

const around = (value: number) => ({ value, low: value - 0.004, high: value + 0.004 });

/** Figures like those of the public panel. */
export const RECOMMENDER_REPORT: RecommenderReport = {
  customers: 1_103,
  newProducts: 9_210,
  catalogue: 1_150,
  overall: {
    model: {
      ndcg: around(0.132),
      recall: around(0.151),
      precision: around(0.118),
      auc: null,
      coverage: 0.61,
      novelty: 3.8,
    },
    ease: {
      ndcg: around(0.122),
      recall: around(0.142),
      precision: around(0.109),
      auc: null,
      coverage: 0.55,
      novelty: 3.9,
    },
    popularity: {
      ndcg: around(0.0995),
      recall: around(0.12),
      precision: around(0.09),
      auc: null,
      coverage: 0.04,
      novelty: 2.1,
    },
  },
  rows: { customers: [], ndcg: {} },
  groups: [
    {
      kind: 'segment',
      name: 'Hypermarket family',
      customers: 400,
      ndcg: { model: around(0.14), ease: around(0.13), popularity: around(0.1) },
    },
    {
      kind: 'cold-customers',
      name: 'cold customers',
      customers: 0,
      ndcg: { model: null, ease: null, popularity: null },
    },
  ],
};

/** One customer with a reason of each nearness, and none. */
export const SAMPLE: RecommendationSample = {
  customer: 'M000000001',
  segment: 'Hypermarket family',
  used: ['A02', 'D01'],
  next: 'A01',
  products: [
    {
      rank: 1,
      name: 'Soy sauce',
      category: 'Condiments',
      price: 4_200,
      affiliate: 'A02',
      bought: ['Salt', 'Pepper'],
      kinship: 'subcategory',
    },
    {
      rank: 2,
      name: 'Scarf <silk>',
      category: 'Accessories',
      price: 131_000,
      affiliate: 'A01',
      bought: ['Gloves'],
      kinship: 'category',
    },
    {
      rank: 3,
      name: 'Thermos',
      category: 'Outdoor',
      price: 24_000,
      affiliate: 'A02',
      bought: ['Camping stove'],
      kinship: 'buyers',
    },
    {
      rank: 4,
      name: 'Tent',
      category: 'Outdoor',
      price: null,
      affiliate: 'A02',
      bought: [],
      kinship: null,
    },
  ],
};
