import type { Flow } from '../../domain/approval/flow.ts';
import type { Organisation } from '../../domain/approval/organisation.ts';
import type { Parties } from '../../domain/approval/types.ts';
import type { UserId } from '../../domain/kernel/brand.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { isApprovalCommand } from '../../domain/project/approval-commands.ts';
import type { Command, CommandType } from '../../domain/project/commands.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import { readOrganisation } from './read-organisation.ts';
import type { Trx } from './read-settings.ts';

const NOBODY: Organisation = {
  people: {},
  posts: [],
  departments: {},
  groups: {},
  proxies: [],
  admins: [],
};

/** Commands after which an approval opens. */
const OPENING: ReadonlySet<CommandType> = new Set([
  'SubmitProject',
  'RequestBudget',
  'SubmitRequirement',
  'ChooseMethod',
  'DraftContract',
  'AmendContract',
  'RequestPayment',
]);

const isAboutApproval = (type: CommandType): boolean =>
  type === 'ActOnApproval' || isApprovalCommand(type) || OPENING.has(type);

interface Wanted {
  /** Null while the project is being created. */
  readonly process: ProjectProcess | null;
  readonly command: Command;
  readonly actor: UserId;
  /** Organisations that take part, or will when the command is recorded. */
  readonly seats: Parties;
  readonly now: Instant;
}

/** The people, posts and leaders that a decision about the project's approval may ask for. */
export async function readProjectOrganisation(trx: Trx, wanted: Wanted): Promise<Organisation> {
  const { process, command, actor, seats, now } = wanted;
  if (!process || !isAboutApproval(command.type)) return NOBODY;
  const orgs = new Set([...Object.values(process.parties), ...Object.values(seats)]);
  const people = new Set([actor, ...process.duties.map(({ userId }) => userId), ...peopleInCase(process)]);
  for (const userId of named(command)) people.add(userId);
  return readOrganisation(trx, {
    people: [...people],
    orgs: [...orgs].filter((orgId) => orgId !== null),
    groups: [],
    leaving:
      command.type === 'ActOnApproval' && command.data.act.verb === 'handOver' ? [command.data.act.from] : [],
    now,
  });
}

/** Everybody whom the approval under way names. */
export const peopleInCase = ({ approval }: ProjectProcess): readonly UserId[] =>
  approval === null
    ? []
    : [
        approval.initiator,
        ...approval.rounds.flatMap(({ seats }) =>
          seats.flatMap(({ holder, helper, principal }) => [holder, principal, ...(helper ? [helper] : [])]),
        ),
      ];

function named(command: Command): readonly UserId[] {
  if (command.type !== 'ActOnApproval') return [];
  const { act } = command.data;
  switch (act.verb) {
    case 'addSign':
    case 'carbonCopy':
      return act.people;
    case 'transfer':
    case 'delegate':
    case 'handOver':
      return [act.to];
    default:
      return [];
  }
}

/** The flow that the approval under way is pinned to. */
export async function readPinnedFlow(trx: Trx, process: ProjectProcess | null): Promise<Flow | null> {
  const id = process?.approval?.flowId;
  if (id === undefined) return null;
  const row = await trx.selectFrom('project_flow').select('document').where('id', '=', id).executeTakeFirst();
  invariant(row, `The flow ${id} is not kept`);
  return row.document;
}

/** Keeps the document of a flow once for all projects that run on it. */
export async function keepFlow(trx: Trx, flow: Flow | null): Promise<void> {
  if (!flow) return;
  await trx
    .insertInto('project_flow')
    .values({ id: flow.id, document: JSON.stringify(flow) })
    .onConflict((on) => on.doNothing())
    .execute();
}
