import { describe, expect, it } from 'vitest';

import { inShort, inWords, monthOf, rangeInWords } from './dates';

describe('dates', () => {
  it('are as precise as they are stated', () => {
    expect(inWords('2021-08-16')).toBe('16 August 2021');
    expect(inWords('2021-08')).toBe('August 2021');
    expect(inWords('--08-16')).toBe('16 August');
    expect(inShort('2021-09-06')).toBe('6 Sep 2021');
    expect(monthOf('2021-08-16')).toBe('August 2021');
  });

  it('leave what is no date alone', () => {
    expect(inWords('last spring')).toBe('last spring');
    expect(inWords('2021-13-01')).toBe('2021-13-01');
  });

  it('join the days of a visit', () => {
    expect(rangeInWords('2018-07-10', '2018-07-11')).toBe('10 and 11 July 2018');
    expect(rangeInWords('2018-07-09', '2018-07-12')).toBe('9 to 12 July 2018');
    expect(rangeInWords('2020-06-30', '2020-07-01')).toBe('30 June to 1 July 2020');
    expect(rangeInWords('2019-12-31', '2020-01-02')).toBe('31 December 2019 to 2 January 2020');
    expect(rangeInWords('2018-07-10', null)).toBe('10 July 2018');
  });
});
