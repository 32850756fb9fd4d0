import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskPersonalNumbers } from './personal-numbers.ts';

test.each([
  ['联系人电话13800001234。', '联系人电话13*******34。'],
  ['电话 138 0000 1234，', '电话 13*********34，'],
  ['电话+86-13800001234', '电话+8***********34'],
  ['身份证11010519491231002X号', '身份证11**************2X号'],
  ['证号110105 19491231 0021', '证号11****************21'],
  ['旧证110105491231002', '旧证11***********02'],
  ['卡号6222021234567890123', '卡号62***************23'],
  ['电话１３８００００１２３４', '电话１３*******３４'],
])('%s', (words, masked) => {
  expect(maskPersonalNumbers(words)).toBe(masked);
});

test.each([
  '合同金额190000.00元，服务面积12000亩，2026年11月30日前完成。',
  '项目编号 519901-2026-0001，服务热线0825-2345678。',
  '统一社会信用代码：51510900MJQ000001A',
])('leaves alone what tells no person: %s', (words) => {
  expect(maskPersonalNumbers(words)).toBe(words);
});

test('no mobile number gets through, whatever stands around it', () => {
  const mobile = fc
    .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
    .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);
  const around = fc.string().map((words) => words.replace(/[\d０-９Xx－＋　 \u00a0-]/gu, ''));
  fc.assert(
    fc.property(around, mobile, around, (before, number, after) => {
      const masked = maskPersonalNumbers(`${before}${number}${after}`);
      expect(masked).not.toContain(number);
      expect(masked.startsWith(before) && masked.endsWith(after)).toBe(true);
    }),
  );
});
