import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { text } from '../../domain/kernel/text.ts';
import type { ImportOutcome } from '../../domain/project/import.ts';
import type { CellError } from '../../sheets/table.ts';
import type { importPreviewSchema } from '../contract/import.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { inFull, type PlannedRow } from './plan-projects.ts';

/** What the sheet of a workbook of projects is called. */
export const SHEET = 'projects';

const toWire = ({ cell, reason }: CellError) => ({ cell, message: reason });

/** 导入预览 */
export function previewOf(
  planned: readonly PlannedRow[],
  faults: readonly CellError[],
): z.output<typeof importPreviewSchema> {
  const count = (effect: PlannedRow['effect']) => planned.filter((row) => row.effect === effect).length;
  const counts = { create: count('create'), same: count('same'), refused: count('refused') };
  return {
    dryRun: true,
    accepted: faults.length === 0 && counts.refused === 0,
    counts,
    rows: planned.map(({ row, name, effect, projectNo, faults: own }) => ({
      ...{ row, name, effect, projectNo },
      faults: own.map(toWire),
    })),
    faults: faults.map(toWire),
  };
}

/** 导入结果; a file that was refused while it was recorded is a problem. */
export function sendOutcome(reply: FastifyReply, importId: string, outcome: ImportOutcome): FastifyReply {
  if (!outcome.ok) {
    throw refusedFile([{ table: SHEET, cell: `A${outcome.row}`, reason: inFull(outcome.refusal) }]);
  }
  const { created, same } = outcome;
  return reply
    .status(201)
    .header('location', statusUrlOf(importId))
    .send({ dryRun: false, importId, created: [...created], same });
}

const statusUrlOf = (importId: string): string => `/api/v1/imports/${importId}`;

export function sendPending(reply: FastifyReply, importId: string): FastifyReply {
  const statusUrl = statusUrlOf(importId);
  return reply
    .status(202)
    .headers({ location: statusUrl, 'retry-after': '2' })
    .send({ status: 'pending', importId, statusUrl });
}

const SHOWN = 50;

/** Nothing is written while a row is wrong; the places are named as a spreadsheet names them. */
export function refusedFile(faults: readonly CellError[]): ProblemError {
  const [first] = faults;
  return new ProblemError('ImportRefused', {
    detail: text(
      `文件有 ${faults.length} 处需要改正，未导入任何一行：${first?.cell ?? ''} ${first?.reason.zh ?? ''}`,
      `${faults.length} ${faults.length === 1 ? 'cell needs' : 'cells need'} correction and nothing was imported: ${first?.cell ?? ''} ${first?.reason.en ?? ''}`,
    ),
    remedy: text(
      '请按单元格改正后重新导入；可先预览（dryRun=true）。',
      'Correct the cells and import again; try dryRun=true first.',
    ),
    fields: faults.slice(0, SHOWN).map(({ cell, reason }) => ({
      in: 'body',
      pointer: cell,
      code: 'BadCell',
      message: reason,
    })),
  });
}
