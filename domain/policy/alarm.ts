import type { Refusal } from '../kernel/refusal.ts';
import type { PolicyAlarm } from './reports.ts';

const KINDS: Readonly<Record<string, PolicyAlarm['kind']>> = {
  EngineMismatch: 'engine-mismatch',
  ReleaseNotAdmitted: 'release-not-admitted',
};

/** The alarm that a refusal is, when it tells of a fault in the policy layer and not of the request; else null. */
export function alarmOf(
  { code, rule, message, facts }: Refusal,
  about: Pick<PolicyAlarm, 'subject' | 'checkpoint'>,
): PolicyAlarm | null {
  const kind = KINDS[code];
  return kind ? { kind, ...about, detail: { rule, message: message.en, facts } } : null;
}
