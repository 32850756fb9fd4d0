import { z } from 'zod';
import { IMPORT_KINDS } from '../../domain/project/import.ts';
import { id } from './fields.ts';
import { pageOf, pageQuery, textSchema } from './shared.ts';

export const templateQuery = z.strictObject({ lang: z.enum(['zh', 'en']).optional() });
export const importParams = z.strictObject({ importId: id() });
export const importListQuery = z.strictObject({ ...pageQuery });

/** 单元格错误: where it stands and what is wrong with it. */
const cellFaultSchema = z.object({ cell: z.string(), message: textSchema });

/** 预览 one row of a file: what it would make, or why it cannot. */
const importRowSchema = z.object({
  row: z.number(),
  name: z.string(),
  effect: z.enum(['create', 'same', 'refused']),
  /** The project of this name that is there already. */
  projectNo: z.string().nullable(),
  faults: z.array(cellFaultSchema),
});

/** 导入预览: what a file would do; it is accepted only when every row can be. */
export const importPreviewSchema = z
  .object({
    dryRun: z.literal(true),
    accepted: z.boolean(),
    counts: z.object({ create: z.number(), same: z.number(), refused: z.number() }),
    rows: z.array(importRowSchema),
    /** What is wrong with the file as a whole. */
    faults: z.array(cellFaultSchema),
  })
  .meta({ id: 'ImportPreview' });

/** 导入结果 */
export const importResultSchema = z
  .object({
    dryRun: z.literal(false),
    importId: z.string(),
    created: z.array(z.object({ row: z.number(), projectId: z.string(), projectNo: z.string() })),
    /** Rows that were there already with the same content. */
    same: z.number(),
  })
  .meta({ id: 'ImportResult' });

/** 受理中: the file is being recorded; ask at `statusUrl`, or send the same file with the same key again. */
export const importPendingSchema = z
  .object({ status: z.literal('pending'), importId: z.string(), statusUrl: z.string() })
  .meta({ id: 'ImportPending' });

/** 导入记录 */
export const importRecordSchema = z
  .object({
    importId: z.string(),
    kind: z.enum(IMPORT_KINDS),
    byUserId: z.string(),
    fileSha256: z.string(),
    created: z.number(),
    same: z.number(),
    recordedAt: z.string(),
  })
  .meta({ id: 'ImportRecord' });
export const importListSchema = pageOf(importRecordSchema);
