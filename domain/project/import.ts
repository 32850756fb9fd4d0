import type { Refusal } from '../kernel/refusal.ts';
import type { CommandRequest } from './commands.ts';

/** 批量导入 what a file can hold. */
export const IMPORT_KINDS = ['projects'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** One row of a file that makes a new project. */
export interface ProjectToCreate {
  /** The row as a spreadsheet numbers it. */
  readonly row: number;
  readonly projectId: string;
  readonly request: CommandRequest;
  readonly requestHash: string;
}

/** A whole file, checked row by row before. */
export interface ProjectImport {
  readonly importId: string;
  readonly byUserId: string;
  readonly fileSha256: string;
  readonly rows: readonly ProjectToCreate[];
  /** Rows that were there already with the same content. */
  readonly same: number;
}

/** One project that a file has made. */
export interface ImportedRow {
  readonly row: number;
  readonly projectId: string;
  readonly projectNo: string;
}

/** 导入结果 either every row is recorded, or none and the row that stood in the way is named. */
export type ImportOutcome = { readonly fileSha256: string } & (
  | { readonly ok: true; readonly created: readonly ImportedRow[]; readonly same: number }
  | { readonly ok: false; readonly row: number; readonly refusal: Refusal }
);
