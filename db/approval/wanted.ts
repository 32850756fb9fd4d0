import type { CaseState } from '../../domain/approval/case.ts';
import type { CaseRequest } from '../../domain/approval/case-requests.ts';
import type { Assignment, Flow, FlowNode } from '../../domain/approval/flow.ts';
import type { OrgId, UserId } from '../../domain/kernel/brand.ts';
import type { OrganisationWanted } from '../transition/read-organisation.ts';

/** What a request may make the core ask the organisation. */
export interface Asking {
  readonly flow: Flow;
  readonly state: CaseState | null;
  readonly command: CaseRequest['command'] | null;
  /** Whose tasks might be handed over, where no command says so. */
  readonly leaving?: readonly UserId[];
}

/** The part of the organisation that a decision on this case may ask for. */
export function wantedOf(asking: Asking): Omit<OrganisationWanted, 'now'> {
  const { flow, state, command } = asking;
  const assignments = Object.values(flow.nodes).flatMap(assignmentsOf);
  return {
    people: [
      ...flowPeople(flow),
      ...peopleOfState(state),
      ...formPeople(asking, assignments),
      ...(command ? peopleOfCommand(command) : []),
    ],
    orgs: [flow.crossCheck.orgId, ...assignments.flatMap((one) => (one.by === 'post' ? [one.orgId] : []))],
    groups: assignments.flatMap((one) => (one.by === 'group' ? [one.group] : [])),
    leaving: command?.verb === 'handOver' ? [command.data.from] : (asking.leaving ?? []),
  };
}

/** Everybody whom a flow names by id. */
export const flowPeople = (flow: Flow): readonly UserId[] => [
  flow.owner,
  ...Object.values(flow.nodes).flatMap((node) => [
    ...assignmentsOf(node).flatMap((one) => (one.by === 'people' ? one.userIds : [])),
    ...rulesPeople(node),
  ]),
];

/** Every organisation that a flow names by id. */
export const flowOrgs = (flow: Flow): readonly OrgId[] => [
  flow.crossCheck.orgId,
  ...Object.values(flow.nodes)
    .flatMap(assignmentsOf)
    .flatMap((one) => (one.by === 'post' ? [one.orgId] : [])),
];

function rulesPeople(node: FlowNode): readonly UserId[] {
  const rules = node.kind === 'approve' ? node : node.kind === 'policyCheck' ? node.added : null;
  if (!rules) return [];
  return [...(rules.empty?.to === 'supervisor' ? [rules.empty.userId] : []), ...rules.limit.escalateTo];
}

type Plain = Exclude<Assignment, { by: 'expression' }>;

const assignmentsOf = (node: FlowNode): readonly Plain[] => {
  if (node.kind === 'approve') return plainOf(node.assignment);
  return node.kind === 'carbonCopy' ? plainOf(node.to) : [];
};

const plainOf = (assignment: Assignment): readonly Plain[] =>
  assignment.by === 'expression'
    ? [...assignment.cases.flatMap(({ then }) => plainOf(then)), ...plainOf(assignment.otherwise)]
    : [assignment];

function peopleOfState(state: CaseState | null): readonly UserId[] {
  if (!state) return [];
  const seats = state.rounds.flatMap(({ seats }) => seats);
  return [
    state.initiator,
    ...seats.flatMap(({ principal, holder, helper }) => [principal, holder, ...(helper ? [helper] : [])]),
    ...Object.values(state.choices).flat(),
  ];
}

function formPeople({ state, command }: Asking, assignments: readonly Plain[]): readonly UserId[] {
  const forms = [
    state?.form ?? {},
    command && 'form' in command.data ? command.data.form : {}, // of a start or a resubmission
  ];
  const fields = assignments.flatMap((one) => (one.by === 'formField' ? [one.field] : []));
  return forms.flatMap((form) => fields.flatMap((field) => [form[field] ?? []].flat().map(String)));
}

function peopleOfCommand({ by, data }: CaseRequest['command']): readonly UserId[] {
  const named = 'to' in data ? [data.to].flat() : [];
  const added = 'people' in data ? data.people : [];
  const chosen = 'choices' in data ? Object.values(data.choices).flat() : [];
  return [...(by === 'system' ? [] : [by]), ...named, ...added, ...chosen];
}
