import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import {
  countUnattached,
  findSeat,
  type NewAttachment,
  type StoredAttachment,
  storeAttachment,
} from '../../db/attachments.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import {
  ATTACHMENT_ENDINGS,
  type AttachmentKind,
  kindOf,
  nameFault,
} from '../../domain/approval/attachment.ts';
import { keepsPromise } from '../../domain/approval/attachment-content.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import { notNow } from '../../domain/project/flow-rules.ts';
import { isEnd } from '../../domain/project/states.ts';
import type { uploadQuery } from '../contract/attachment.ts';
import { chineseName } from '../contract/field-names.ts';
import { stateSchema } from '../contract/process.ts';
import type { Api } from '../deps.ts';
import { invalidInput, ProblemError, projectNotFound } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { Intake, tooLarge } from './intake.ts';

export type Declared = z.output<typeof uploadQuery>;

const unfit = (detail: Text): ProblemError => new ProblemError('UnfitAttachment', { detail });

/** Takes one file in: what can be known before its first byte is refused at once, the rest while it streams. */
export async function takeIn(
  api: Api,
  viewer: Viewer,
  { declared, length, body }: { declared: Declared; length: number | null; body: Readable },
): Promise<StoredAttachment> {
  const { kind, fresh } = await admit(api, viewer, declared);
  if (Math.max(length ?? 0, declared.sizeBytes ?? 0) > api.limits.attachmentBytes)
    throw tooLarge(api.limits.attachmentBytes);
  const intake = new Intake(api.limits.attachmentBytes);
  const close = () => {
    assertAsDeclared(intake.sums, declared);
    if (!keepsPromise(kind, intake.glimpse)) throw disguised(fresh.name);
    return intake.sums;
  };
  return storeAttachment(api.db, fresh, { pieces: intake.pieces(body), close });
}

async function admit(
  api: Api,
  { actor, orgIds, ...rest }: Viewer,
  { name: given, projectId }: Declared,
): Promise<{ kind: AttachmentKind; fresh: NewAttachment }> {
  const name = given.normalize('NFC');
  const fault = nameFault(name);
  if (fault) throw badName(fault);
  const kind = kindOf(name);
  if (!kind) throw notTaken();
  if (projectId !== undefined) await assertTakesPart(api, { actor, orgIds, ...rest }, projectId);
  if ((await countUnattached(api.db, actor.userId)) >= api.limits.unattachedPerUser) throw tooMany(api);
  const subject = projectId === undefined ? null : ({ kind: 'project', id: projectId } as const);
  const fresh = { id: randomUUID(), name, mediaType: kind.mediaType, ownerId: actor.userId, subject };
  return { kind, fresh };
}

/** A project's papers come from those who take part in it, and only while it is open. */
async function assertTakesPart(api: Api, viewer: Viewer, projectId: string): Promise<void> {
  const seat = await findSeat(api.db, viewer, projectId);
  if (!seat) throw projectNotFound();
  if (!seat.takesPart)
    throw new ProblemError('NotEntitled', {
      detail: text(
        '只有项目参与方可以添加附件。',
        'Only those who take part in the project add attachments.',
      ),
      remedy: text('请由购买主体或其他参与方上传。', 'Ask the buyer or another party to upload it.'),
    });
  const state = stateSchema.parse(seat.state);
  if (isEnd(state)) throw new RefusedError(notNow(state, null));
}

function assertAsDeclared(
  { sizeBytes, sha256 }: { readonly sizeBytes: number; readonly sha256: string },
  declared: Declared,
): void {
  if (sizeBytes === 0) throw unfit(text('文件是空的。', 'The file is empty.'));
  if (declared.sizeBytes !== undefined && declared.sizeBytes !== sizeBytes)
    throw unfit(
      text(
        `收到 ${sizeBytes} 字节，与${chineseName('sizeBytes')} ${declared.sizeBytes} 不符。`,
        `${sizeBytes} bytes arrived, which is not the declared sizeBytes ${declared.sizeBytes}.`,
      ),
    );
  if (declared.sha256 !== undefined && declared.sha256 !== sha256)
    throw unfit(
      text(
        `收到内容的摘要为 ${sha256}，与${chineseName('sha256')}不符。`,
        `What arrived has the digest ${sha256}, not the declared sha256.`,
      ),
    );
}

const badName = (fault: Text): ProblemError =>
  invalidInput([
    {
      in: 'query',
      pointer: '/name',
      code: 'NotAcceptable',
      message: text(`${chineseName('name')}${fault.zh}`, `name ${fault.en}`),
    },
  ]);

const notTaken = (): ProblemError =>
  new ProblemError('UnsupportedMediaType', {
    detail: text(
      `只接收以下类型的附件：${ATTACHMENT_ENDINGS.join('、')}。`,
      `Attachments are of these types only: ${ATTACHMENT_ENDINGS.join(', ')}.`,
    ),
  });

const disguised = (name: string): ProblemError =>
  unfit(
    text(
      `「${name}」的内容与扩展名不符、已损坏或含有宏。`,
      `The content of "${name}" is not what its ending says, is damaged, or holds macros.`,
    ),
  );

const tooMany = ({ limits }: Api): ProblemError =>
  new ProblemError('TooManyRequests', {
    detail: text(
      `尚未使用的附件已达 ${limits.unattachedPerUser} 个。`,
      `You have ${limits.unattachedPerUser} attachments that nothing refers to.`,
    ),
    remedy: text('请先删除不用的附件。', 'Delete those you do not need first.'),
  });
