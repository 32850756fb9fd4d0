/** rule, message zh, message en, remedy zh, remedy en */
export type Line = readonly [string, string, string, string, string];

/** What is refused around cases: proxies, accounts, what an approval would do. The other rules are in case-refusals.ts. */
export const AROUND_LINES = {
  ProxyPeriod: [
    'AP-25',
    '代理期间无效：须从今天或以后开始，结束不早于开始，最长一年。',
    'The period of a proxy begins today or later, does not end before it begins, and lasts a year at most.',
    '请改填代理的起止日期。',
    'Change the first and the last day.',
  ],
  ProxySelf: [
    'AP-25',
    '不能由本人代理本人。',
    'Nobody stands in for themselves.',
    '请选择其他人员。',
    'Choose somebody else.',
  ],
  ProxyStranger: [
    'AP-25',
    '代理人须是本单位或上级单位的在职人员。',
    'A proxy is an active person of the same organisation or of one above it.',
    '请选择本单位或上级单位的人员。',
    'Choose somebody of your own organisation or of one above.',
  ],
  ProxyCircle: [
    'AP-25',
    '代理关系首尾相连，事项将无人办理。',
    'The proxies would lead in a circle, and nobody would sign.',
    '请选择其他人员，或先结束冲突的代理。',
    'Choose somebody else, or end the other proxy first.',
  ],
  ProxyOverlap: [
    'AP-25',
    '同一期间、同一范围已有代理。',
    'There is a proxy for this time and scope already.',
    '请先结束原有代理，或改变期间与范围。',
    'End the other proxy first, or choose another time or scope.',
  ],
  ProxyEnded: [
    'AP-25',
    '该代理已经结束。',
    'This proxy is over already.',
    '无需再办理。',
    'Nothing is left to do.',
  ],
  EndedForGood: [
    'AP-28',
    '该流程的审批单撤回或终止后即办结，不再恢复。',
    'A case of this flow is over once it is withdrawn or terminated.',
    '如仍需要，请重新发起。',
    'Begin a new one if it is still wanted.',
  ],
  NoCatalogue: [
    'AP-27',
    '本地区没有已公布的指导性目录，目录调整须由公布该目录的地区办理。',
    'This region has published no catalogue of its own; a catalogue is changed where it was published.',
    '请由公布目录的单位发起。',
    'Have it begun where the catalogue was published.',
  ],
  AccountAlready: [
    'AP-26',
    '账号已是该状态。',
    'The account stands like that already.',
    '无需再办理。',
    'Nothing is left to do.',
  ],
} as const satisfies Record<string, Line>;
