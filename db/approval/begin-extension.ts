import { createHash } from 'node:crypto';
import { seatOf } from '../../domain/approval/case.ts';
import type { CaseCommand } from '../../domain/approval/case-commands.ts';
import { caseRefusal } from '../../domain/approval/case-refusals.ts';
import type { StartCase } from '../../domain/approval/case-requests.ts';
import { EXTENSION_FLOW } from '../../domain/approval/flows/extension.ts';
import type { UserId } from '../../domain/kernel/brand.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { accept, type Result, refuse } from '../../domain/kernel/refusal.ts';
import { findHome } from '../queries/home.ts';
import type { Trx } from '../transition/read-settings.ts';
import type { Change } from './change.ts';
import { findNearestFlow } from './flow-versions.ts';

/** 延期审批 the case of its own in which an extension is decided. */
interface ExtensionStart {
  readonly caseId: string;
  readonly command: StartCase;
}

type Asking = Extract<CaseCommand, { verb: 'askExtension' }>;

/** What begins the approval of an extension that was just asked for; refused where the organisation has no flow for it. */
export async function extensionOf(
  trx: Trx,
  { change, command, title }: { readonly change: Change; readonly command: Asking; readonly title: string },
): Promise<Result<ExtensionStart>> {
  const { taskId, cause } = command.data;
  const by = personOf(command.by);
  const home = await findHome(trx, by);
  const flow = home && (await findNearestFlow(trx, EXTENSION_FLOW, home.above));
  if (!flow) return refuse(caseRefusal('NoSuchFlow', { flowId: EXTENSION_FLOW }));
  const { caseId, seq } = change.after;
  const asked = seatOf(change.after, taskId)?.seat.extensions.at(-1);
  invariant(asked, `An extension of ${taskId} has been asked for`);
  const fingerprint = createHash('sha256').update(`${caseId}\n${taskId}\n${seq}`).digest('hex');
  const data: StartCase['data'] = {
    flowId: flow.id,
    flowVersion: flow.version,
    title: `延期：${title}`.slice(0, 200),
    form: { caseId, taskId, dueOn: asked.from, newDueOn: asked.to, cause },
    choices: {},
    callbackUrl: null,
  };
  return accept({ caseId: `A${fingerprint.slice(0, 20)}`, command: { verb: 'start', by, data } });
}

function personOf(by: UserId | 'system'): UserId {
  invariant(by !== 'system', 'A person asks for an extension');
  return by;
}
