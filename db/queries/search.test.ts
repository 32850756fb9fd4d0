import { describe, expect, test } from 'vitest';
import { containing, searchQuery } from './search.ts';

describe('the search query', () => {
  test.each([
    ['植保', "'植保'"],
    ['植保服务', "'植保' & '保服' & '服务'"],
    ['水 稻', "'水' & '稻'"],
    ['SC-2026', "'sc' & '20' & '02' & '26'"],
    ['（飞防）“两迁”', "'飞防' & '两迁'"],
    ['服务服务', "'服务' & '务服'"],
    ['𠮷野', "'𠮷野'"],
    ["o'brien \\ & | !", "'o' & 'br' & 'ri' & 'ie' & 'en'"],
  ])('%s', (words, query) => {
    expect(searchQuery(words)).toBe(query);
  });

  test('is nothing when there is nothing to search for', () => {
    expect(searchQuery('，。！')).toBeNull();
  });
});

test('a pattern takes its words literally', () => {
  expect(containing(' 50%_\\ ')).toBe('%50\\%\\_\\\\%');
});
