import { type Text, text } from '../kernel/text.ts';
import { standsAlone } from './batch.ts';
import { type Condition } from './condition.ts';
import { describeVote } from './describe-vote.ts';
import type { ApproveNode, Assignment, Flow, FlowNode, Mode, NodeId } from './flow.ts';
import { downstream, nodeOf } from './flow-paths.ts';
import { ASSIGNMENT_WORDS } from './resolve.ts';
import { ROLE_TITLES } from './types.ts';

/** 流程说明 what one node of a flow means, sentence by sentence. */
export interface NodeWords {
  readonly node: NodeId;
  readonly title: Text;
  readonly sentences: readonly Text[];
}

/** Roll sizes given as examples of a vote whose roll is known only when it opens. */
const EXAMPLE_ROLLS = [3, 5, 7];

/** Tells a flow in words before it is published: nodes in the order of their first path, each with its rules. */
export function describeFlow(flow: Flow): readonly NodeWords[] {
  return [flow.start, ...downstream(flow, flow.start)].map((id) => {
    const node = nodeOf(flow, id);
    return { node: id, title: node.title, sentences: sentencesOf(node, flow) };
  });
}

function sentencesOf(node: FlowNode, flow: Flow): readonly Text[] {
  const titleOf = (id: NodeId | null): Text =>
    id === null ? text('结束', 'the end') : nodeOf(flow, id).title;
  switch (node.kind) {
    case 'approve':
      return signingWords(node, flow);
    case 'carbonCopy': {
      const who = assignmentWords(node.to);
      return [text(`抄送：${who.zh}`, `Copied to: ${who.en}`)];
    }
    case 'condition':
      return [
        ...node.cases.map(({ when, next }) => {
          const [asked, to] = [conditionWords(when), titleOf(next)];
          return text(`${asked.zh}的，到“${to.zh}”`, `If ${asked.en}: to “${to.en}”`);
        }),
        text(`其余的，到“${titleOf(node.otherwise).zh}”`, `Otherwise: to “${titleOf(node.otherwise).en}”`),
      ];
    case 'parallel': {
      const heads = node.branches.map(titleOf);
      return [
        text(
          `${heads.length} 个分支同时开始：${heads.map(({ zh }) => zh).join('、')}`,
          `${heads.length} branches start together: ${heads.map(({ en }) => en).join(', ')}`,
        ),
      ];
    }
    case 'join':
      return [text('所有分支到齐后继续', 'Goes on when every branch has arrived')];
    case 'policyCheck':
      return [
        text(
          `规则核查（${node.checkpoint}）：通过则继续；要求审批的，增加其指定的一级；不通过或没有结论的，退回发起人`,
          `Policy check (${node.checkpoint}): passes on; adds the level a rule asks for; back to the initiator when it blocks or is missing`,
        ),
        ...signingRules(node.added, flow, null),
      ];
    case 'timer':
      return [text(`等待 ${node.workingDays} 个工作日`, `Waits ${node.workingDays} working days`)];
  }
}

function signingWords(node: ApproveNode, flow: Flow): readonly Text[] {
  const who = assignmentWords(node.assignment);
  const roll = node.assignment.by === 'people' ? node.assignment.userIds : null;
  return [text(`审批人：${who.zh}`, `Signed by: ${who.en}`), ...signingRules(node, flow, roll)];
}

type Signing = Omit<ApproveNode, 'kind' | 'title' | 'assignment' | 'next' | 'mandatory'>;

function signingRules(node: Signing, flow: Flow, roll: readonly string[] | null): readonly Text[] {
  const { limit, money, self } = node;
  const batch = standsAlone(node, flow) === null;
  return [
    modeWords(node.mode, roll),
    emptyWords(node.empty),
    money || self === 'climb'
      ? text(
          '发起人不得审批本人事项：上提一级，无上级的由交叉复核岗位签',
          'The initiator never signs: one level up, then the cross-check role',
        )
      : text('发起人可以审批', 'The initiator may sign'),
    node.duplicate === 'link'
      ? text('同一人此前已同意的，系统关联，不再重复', 'An earlier approval by the same person is linked')
      : text('同一人须再次表态', 'The same person is asked again'),
    text(
      `${limit.dueWorkingDays} 个工作日内办结，提前 ${limit.reminderWorkingDays} 个工作日提醒`,
      `Due in ${limit.dueWorkingDays} working days, reminder ${limit.reminderWorkingDays} before`,
    ),
    limit.decides === null
      ? text('逾期只催办和升级，不会自动通过', 'Overdue, it reminds and escalates; it never decides')
      : timeOutWords(limit.decides),
    batch ? text('可以批量办理', 'May be decided in a batch') : text('须逐件办理', 'Decided one by one'),
  ];
}

function timeOutWords({ decision, citation }: NonNullable<ApproveNode['limit']['decides']>): Text {
  const [zh, en] = decision === 'approve' ? ['同意', 'approved'] : ['拒绝', 'refused'];
  const source = `${citation.document} ${citation.article}`;
  return text(
    `升级仍未办的，依《${source}》视为${zh}`,
    `After the last escalation it counts as ${en} (${source})`,
  );
}

function modeWords(mode: Mode, roll: readonly string[] | null): Text {
  switch (mode.kind) {
    case 'all':
      return text('会签：全部同意才通过，一人拒绝即不通过', 'All have to agree; one refusal refuses');
    case 'any':
      return text('或签：第一个表态的人决定', 'The first to speak decides');
    case 'inTurn':
      return text('依次签：按顺序逐个同意，一人拒绝即不通过', 'One after the other; one refusal refuses');
    case 'vote': {
      const { weights } = mode.rules;
      const weight = roll?.reduce((sum, one) => sum + (weights[one] ?? 1), 0);
      return describeVote(mode.rules, weight === undefined ? EXAMPLE_ROLLS : [weight]);
    }
  }
}

function emptyWords(empty: ApproveNode['empty']): Text {
  if (empty === null)
    return text('未说明无人可签时怎么办，不能发布', 'Says nothing for an empty roll; cannot be published');
  if (empty.to === 'supervisor')
    return text(
      `无人可签时由主管 ${empty.userId} 签`,
      `With nobody to sign, supervisor ${empty.userId} does`,
    );
  const source = `${empty.citation.document} ${empty.citation.article}`;
  return text(`无人可签时依《${source}》通过`, `With nobody to sign it passes (${source})`);
}

function assignmentWords(assignment: Assignment): Text {
  const how = ASSIGNMENT_WORDS[assignment.by];
  const named = (zh: string, en = zh) => text(`${how.zh}（${zh}）`, `${how.en} (${en})`);
  switch (assignment.by) {
    case 'role':
      return named(ROLE_TITLES[assignment.role].zh, ROLE_TITLES[assignment.role].en);
    case 'post': {
      const { zh, en } = ROLE_TITLES[assignment.role];
      return named(`${assignment.orgId} ${zh}`, `${en} of ${assignment.orgId}`);
    }
    case 'leaderChain':
      return named(`最多 ${assignment.levels} 级`, `at most ${assignment.levels} levels`);
    case 'people':
      return named(assignment.userIds.join('、'), assignment.userIds.join(', '));
    case 'formField':
      return named(assignment.field);
    case 'group':
      return named(assignment.group);
    case 'departmentLeader':
    case 'initiatorChoice':
    case 'previousSignerChoice':
      return how;
    case 'expression': {
      const parts = assignment.cases.map(({ when, then }) => {
        const [asked, who] = [conditionWords(when), assignmentWords(then)];
        return text(`${asked.zh}的：${who.zh}`, `if ${asked.en}: ${who.en}`);
      });
      const rest = assignmentWords(assignment.otherwise);
      return text(
        [...parts.map(({ zh }) => zh), `其余：${rest.zh}`].join('；'),
        [...parts.map(({ en }) => en), `otherwise: ${rest.en}`].join('; '),
      );
    }
  }
}

function conditionWords(condition: Condition): Text {
  if ('not' in condition) {
    const inner = conditionWords(condition.not);
    return text(`并非（${inner.zh}）`, `not (${inner.en})`);
  }
  if ('every' in condition || 'some' in condition) {
    const isEvery = 'every' in condition;
    const parts = (isEvery ? condition.every : condition.some).map(conditionWords);
    return text(
      parts.map(({ zh }) => zh).join(isEvery ? '且' : '或'),
      parts.map(({ en }) => en).join(isEvery ? ' and ' : ' or '),
    );
  }
  const { fact, is, value } = condition;
  const [zh, en] = COMPARISONS[is];
  return text(`${fact} ${zh} ${String(value)}`, `${fact} ${en} ${String(value)}`);
}

const COMPARISONS = {
  equals: ['等于', 'is'],
  atLeast: ['不低于', 'is at least'],
  below: ['低于', 'is below'],
  contains: ['包含', 'contains'],
} as const;
