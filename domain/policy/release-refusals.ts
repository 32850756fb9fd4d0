import type { Refusal } from '../kernel/refusal.ts';
import { type Text, text } from '../kernel/text.ts';

/** Why a release is not put forward; rules of our own design (D), numbered REL-… */
const REFUSALS = {
  NotEntitled: [
    'REL-01',
    text('您的岗位不能办理此规则发布事项。', 'Your post may not do this to a policy release.'),
    text(
      '请由规则负责人提出和启用，由法律、财政岗位签署。',
      'Owners propose and activate; officers of law and finance sign.',
    ),
  ],
  NotNow: [
    'REL-02',
    text('规则发布目前的状态不允许此操作。', 'The release is not in a state that allows this.'),
    text(
      '请查看发布状态；已结束的发布不能再改，可另提新版本。',
      'See its status; a release that has ended stays, propose a new version.',
    ),
  ],
  VersionNotNewer: [
    'REL-03',
    text('版本号必须高于现有的所有版本。', 'The version has to be higher than every version there is.'),
    text('请改用更高的版本号；回退也是新版本。', 'Take a higher number; a roll back is a new version, too.'),
  ],
  KeyNotYours: [
    'REL-04',
    text('签署密钥不存在，或不属于您。', 'The key is not registered, or is not yours.'),
    text('请用登记在本人名下的密钥签署。', 'Sign with a key registered under your own name.'),
  ],
  KeyNotUsable: [
    'REL-05',
    text('签署密钥已吊销，或不在有效期内。', 'The key is revoked or not within its validity.'),
    text('请登记新的密钥后再签署。', 'Register a new key and sign with it.'),
  ],
  SignedAlready: [
    'REL-06',
    text(
      '该密钥或该人员已签署过此发布；须由两人各用自己的密钥签署。',
      'This key or person has signed already; two people sign, each with a key of their own.',
    ),
    text('请由另一位签署人签署。', 'Ask another signer.'),
  ],
  SignatureWrong: [
    'REL-07',
    text(
      '签名与密钥、发布编号或规则内容不符。',
      'The signature does not fit the key, the release or the document.',
    ),
    text('请重新取得规则全文，核对哈希后签署。', 'Fetch the document again, compare its hash, and sign it.'),
  ],
  ActivationInThePast: [
    'REL-08',
    text('启用日期不得早于今天。', 'A release cannot be in force from a day that has passed.'),
    text('请选择今天或以后的日期。', 'Choose today or a later day.'),
  ],
  BindingIncoherent: [
    'REL-09',
    text(
      '约束范围与日期不符：仅「自某日起」须填约束起始日，且不得早于启用日。',
      'Binding and dates disagree: only "from a date" names a day, not before the release is in force.',
    ),
    text('请改正约束范围或日期。', 'Correct the binding or the date.'),
  ],
  DocumentMissing: [
    'REL-10',
    text('没有这一规则文件。', 'There is no such policy document.'),
    text('请重新提交规则包。', 'Submit the packs again.'),
  ],
} as const satisfies Record<string, readonly [string, Text, Text]>;
export type ReleaseCode = keyof typeof REFUSALS;

export function releaseRefusal(code: ReleaseCode, facts: Refusal['facts']): Refusal {
  const [rule, message, remedy] = REFUSALS[code];
  const citation = { document: '购服规则发布办法（本产品设计）', article: rule, confidence: 'D' as const };
  return { code, rule, citation, message, remedy, facts };
}

/** The active release of the packs cannot be used: nothing is decided under it, and nothing under an older one. */
export const releaseNotAdmitted = (version: string, why: string): Refusal => ({
  code: 'ReleaseNotAdmitted',
  rule: 'REL-11',
  citation: { document: '购服规则发布办法（本产品设计）', article: 'REL-11', confidence: 'D' },
  message: text(
    `现行规则版本 ${version} 未通过签名或内容核对，不能据以决定。`,
    `Policy version ${version} in force failed the check of its signatures or content; nothing may be decided under it.`,
  ),
  remedy: text(
    '请联系系统运维人员；材料无需修改。',
    'Call the operator; nothing in the request has to change.',
  ),
  facts: { version, why },
});
