import { describe, expect, it } from 'vitest';
import type { Found } from '../../../../models/insights/evidence.ts';
import type { ClaimVerdict } from '../../../../models/insights/judge-claim.ts';
import { writeSentence, writeUntestable } from '../../../../models/insights/sentences/write-sentence.ts';
import { TRIAL_CLAIMS } from '../../../../models/insights/trial-claims/index.ts';

const claimOf = (id: string) => TRIAL_CLAIMS.find((claim) => claim.id === id)!;
const write = (
  id: string,
  [effect, low, high]: readonly [number, number, number],
  verdict: ClaimVerdict,
  figures: Found['figures'],
  isDiscovery = verdict === 'supported',
) =>
  writeSentence({
    claim: claimOf(id),
    found: { n: 1_000, effect, low, high, p: 0.5, figures },
    verdict,
    isDiscovery,
  });

describe('a finding with its figures and what follows from it', () => {
  it('a difference that is ruled out', () => {
    const figures = { of: 0.363, against: 0.404 };
    expect(write('second-half-conversion', [-0.041, -0.061, -0.022], 'refuted', figures)).toEqual({
      ko: '하반기 신청자의 전환율은 36.3 %, 상반기 신청자는 40.4 %로 차이는 −4.1 %p(−6.1~−2.2)이므로, 하반기에 전환율이 높아진다는 주장(효과 2.0 %p 이상)은 맞지 않습니다.',
      en: 'Applicants of July to December convert at 36.3 %, those of January to June at 40.4 %: −4.1 points (−6.1 to −2.2), which rules out that the second half of the year raises conversion (an effect of 2.0 points or more).',
    });
  });

  it('the best of many, which chance may explain', () => {
    const figures = { bin: '5', extreme_bin: '5', of: 0.464, against: 0.373 };
    expect(write('best-month', [0.091, -0.01, 0.192], 'not supported', figures)).toEqual({
      ko: '신청한 달 중 전환율이 가장 높은 것은 5월(46.4 %)로 나머지(37.3 %)와의 차이는 +9.1 %p(−1.0~19.2)이지만, 우연으로 설명되는 차이입니다.',
      en: 'By month of application, conversion is highest for May: 46.4 % against 37.3 % elsewhere, +9.1 points (−1.0 to 19.2), which chance may explain.',
    });
  });

  it('a named bin that is not the best', () => {
    const figures = { bin: '15', extreme_bin: '9', of: 0.373, against: 0.389 };
    expect(write('fifteen-hours-best', [-0.016, -0.16, 0.128], 'not supported', figures)).toEqual({
      ko: '총 이용 시간 중 전환율이 가장 높은 것은 9시간대이고, 15시간대(37.3 %)와 나머지(38.9 %)의 차이는 −1.6 %p(−16.0~12.8)이지만, 우연으로 설명되는 차이입니다.',
      en: 'By hour of total stay, conversion is highest for hour 9; for hour 15 it is 37.3 % against 38.9 % elsewhere, −1.6 points (−16.0 to 12.8), which chance may explain.',
    });
  });

  it('a volume that is more', () => {
    const figures = { of: 10.1, against: 7.4 };
    expect(write('second-half-applications', [0.37, 0.25, 0.49], 'supported', figures)).toEqual({
      ko: '하반기 신청은 하루 10.1건, 상반기 신청은 7.4건으로 차이는 +37 %(25~49)이며, 우연으로 설명되지 않는 차이입니다.',
      en: 'Applications in the second half number 10.1 a day, applications in the first half 7.4: +37 % (25 to 49), more than chance explains.',
    });
  });

  it('a spread that is real and perhaps small', () => {
    const written = write('sites-differ', [0.015, 0.004, 0.03], 'not supported', { overall: 0.38 }, true);
    expect(written).toEqual({
      ko: '첫 방문 지점에 따른 전환율(평균 38.0 %)의 표준편차는 1.5 %p(0.4~3.0)이지만, 우연은 아니어도 2.0 %p 이상인지는 알 수 없습니다.',
      en: 'Conversion by site of the first visit has a standard deviation of 1.5 points (0.4 to 3.0) around 38.0 %, more than chance explains, but perhaps less than 2.0 points.',
    });
  });

  it('a share and a peak', () => {
    expect(
      write('three-hour-decision', [-0.464, -0.469, -0.457], 'refuted', { of: 0.036, reference: 0.5 }).en,
    ).toBe(
      'The share of payers with a known time who paid at 2 to 4 hours of stay is 3.6 %, −46.4 points (−46.9 to −45.7) from 50.0 %, which rules out that most customers decide to pay at about 3 hours of use.',
    );
    expect(
      write('weekend-visit-peak', [0.28, 0.05, 0.75], 'supported', { of: 153, against: 119, bin: '12' }),
    ).toEqual({
      ko: '주말 13~15시의 첫 방문은 시간당 153명, 그 밖에 가장 많은 12시는 119명으로 차이는 +28 %(5~75)이며, 우연으로 설명되지 않는 차이입니다.',
      en: 'First visits on weekends from 13:00 to 16:00 number 153 an hour, in the fullest other hour (12:00) 119: +28 % (5 to 75), more than chance explains.',
    });
  });

  it.each([
    ['supported', 'which rules out a difference of 5.0 points.', '5.0 %p 이상의 차이는 없습니다.'],
    [
      'not supported',
      'which leaves open whether the difference reaches 5.0 points.',
      '차이가 5.0 %p 이상인지는 알 수 없습니다.',
    ],
    [
      'refuted',
      'which rules out that weekday and weekend applicants convert nearly alike (within 5.0 points).',
      '평일 신청자와 주말 신청자의 전환율은 거의 같다는 주장(차이 5.0 %p 미만)은 맞지 않습니다.',
    ],
  ] as const)('two that are alike: %s', (verdict, en, ko) => {
    const figures = { of: 0.39, against: 0.36 };
    const written = write('weekday-weekend-alike', [0.03, 0.01, 0.05], verdict, figures);
    expect(written.en.endsWith(en), written.en).toBe(true);
    expect(written.ko.endsWith(ko), written.ko).toBe(true);
  });
});

describe('a claim that cannot be tested', () => {
  const reason = { ko: '자료가 모자라', en: 'there are too few' };

  it('says why', () => {
    expect(writeUntestable(claimOf('best-site'), { n: 20, reason })).toEqual({
      ko: '전환율이 두드러지게 높은 지점이 있다는 주장은 자료가 모자라 검정할 수 없습니다.',
      en: 'Whether one site converts better than the others cannot be tested: there are too few.',
    });
  });

  it('says what its source lacks', () => {
    expect(writeUntestable(claimOf('three-hour-decision'), { n: 0, reason }).en).toBe(
      'Whether most customers decide to pay at about 3 hours of use cannot be tested: the source has no payment times.',
    );
  });
});
