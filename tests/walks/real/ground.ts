import { activityInfo } from '@temporalio/activity';
import type { PolicyCheck } from '../../../domain/policy/types.ts';
import { createPolicyCheck } from '../../../rules/engine/policy.ts';
import { loadPack } from '../../../rules/engine/read-pack.ts';
import { tinyPack, tinyRule } from '../../../rules/engine/tiny-pack.fixture.ts';
import { CHECKPOINT } from '../world.ts';

/** The clock of the workflow that has asked for an activity: it runs ahead where time is skipped. */
export const workflowClock = (): number => activityInfo().scheduledTimestampMs;

const saying = (word: string) => ({ fact: 'word', operator: 'equal', value: word });
const examples = (word: string) => [
  { expect: 'fires', facts: { word } },
  { expect: 'passes', facts: { word: 'pass' } },
];
const rule = { ...tinyRule(), checkpoints: [CHECKPOINT], message: tinyRule().title };

/** The real policy layer with two rules, which say what a walk's form tells them to say. */
export function walkPolicy(): PolicyCheck {
  const facts = [{ name: 'word', type: 'text', label: { zh: '核查', en: 'check' } }];
  const added = { id: 'TST-02', severity: 'require-approval', adds: 'mayor' };
  const rules = [
    { ...rule, when: saying('block'), examples: examples('block') },
    { ...rule, ...added, when: saying('add'), examples: examples('add') },
  ];
  return createPolicyCheck([loadPack(tinyPack({ facts, rules }))]);
}
