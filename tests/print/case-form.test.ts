import { describe, expect, test } from 'vitest';
import { caseForm } from '../../api/print/case-form.ts';
import { approvalFormPage } from '../../api/print/page.ts';
import { caseStory } from './case-story.ts';

const printed = (language: 'zh' | 'en') => ({
  language,
  chain: { seq: 21, hash: 'c0ffee'.repeat(10) },
  now: Date.parse('2026-03-05T02:30:00.000Z'),
});
const pageOf = (language: 'zh' | 'en', hostile = '') =>
  approvalFormPage(caseForm(caseStory(hostile), printed(language))).html;

describe('the approval form of a case', () => {
  // Run with --update to write them anew; read the difference as an official would, and print it once.
  test.each(['zh', 'en'] as const)('is set as before (%s)', async (language) => {
    await expect(pageOf(language)).toMatchFileSnapshot(`../golden/approval-form-case.${language}.html`);
  });

  test('says who signed for whom, what was returned and taken back, and keeps the old round as evidence', () => {
    const { opinions, status, records } = caseForm(caseStory(''), printed('zh'));
    expect(status).toEqual({ label: '审批通过', tone: 'yes' });
    const short = opinions.map(({ signer, onBehalfOf, decision, isVoid }) =>
      [signer, onBehalfOf ?? '-', decision, isVoid ? '留痕' : '有效'].join(' '),
    );
    expect(short).toEqual([
      '陈会计 - 同意 留痕',
      '孙副所长 - 退回 留痕',
      '陈会计 - 同意 有效',
      '周主任 - 同意 有效',
      '刘所长 - 同意 有效',
      '赵副镇长 王副镇长 同意 有效',
    ]);
    expect(opinions[1]?.notes).toEqual(['刘所长 → 孙副所长 转办（2026年3月2日）：外出开会']);
    expect(opinions[2]?.notes).toEqual(['陈会计曾签「同意：同意。」，已拿回']);
    expect(records.map(({ what }) => what)).toEqual([
      '提交审批',
      '退回至发起人',
      '评论：已联系农业服务中心',
      '修改后重新提交',
      '拿回已签意见',
      '审批通过',
    ]);
  });

  test('writes amounts in figures and in capitals', () => {
    expect(pageOf('zh')).toContain('123,456.78 元（大写：人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分）');
    expect(pageOf('en')).toContain('CNY 123,456.78 (in capitals: 人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分)');
  });

  test.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</style><b>', "'&\u202Egpj"])(
    'is not misled by hostile text: %s',
    (hostile) => {
      const page = pageOf('zh', hostile);
      const tags = (html: string) => [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
      expect(tags(page)).toEqual(tags(pageOf('zh')));
      expect(page).not.toContain('\u202E');
    },
  );

  test('a case number cannot leave the style it stands in', () => {
    const form = caseForm(caseStory(''), printed('zh'));
    const { style } = approvalFormPage({ ...form, caseNo: '</style>";}\\*{color:red' });
    expect(style).not.toContain('</style>');
    expect(style).not.toMatch(/content: "[^"\n]*[;}<]/);
  });
});
