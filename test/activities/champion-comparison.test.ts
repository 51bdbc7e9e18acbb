import { describe, expect, it } from 'vitest';
import { championOf, listComparisonMetrics } from '../../activities/champion-comparison.ts';

describe('championOf', () => {
  it('is there where its file and its day are', () => {
    expect(championOf('m.json', '2021-11-01')).toEqual({ model: 'm.json', trainedUntil: '2021-11-01' });
    expect(championOf(undefined, '2021-11-01')).toBeNull();
    expect(championOf('m.json', null)).toBeNull();
  });
});

describe('listComparisonMetrics', () => {
  it('tells earlier cuts where there is no champion', () => {
    const earlier = [{ from: '2021-09-01', rows: 400, model: 0.61, reference: 0.66 }];
    expect(listComparisonMetrics({ champion: null, refused: 'its file is gone', earlier }, 'auc')).toEqual({
      basis: null,
      log_loss_against_champion: null,
      auc_against_champion: null,
      'log_loss_from_2021-09-01': 0.61,
      'baseline_log_loss_from_2021-09-01': 0.66,
      refused: 'its file is gone',
    });
  });
});
