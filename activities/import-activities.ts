import type { Database } from '../db/connection.ts';
import { readCarried } from '../db/import/read-carried.ts';
import { recordProjectImport } from '../db/import/record-projects.ts';
import type { PolicyCheck } from '../domain/policy/types.ts';
import type { ImportOutcome, ProjectImport } from '../domain/project/import.ts';
import type { ProjectProcess } from '../domain/project/process.ts';

export interface ImportedProject {
  readonly projectName: string;
  readonly regionCode: string;
  readonly process: ProjectProcess;
}

export interface ImportActivities {
  recordProjectImport(input: ProjectImport): Promise<ImportOutcome>;
  readImported(input: { readonly projectId: string }): Promise<ImportedProject>;
}

interface ImportTools {
  readonly db: Database;
  readonly policy: PolicyCheck;
  readonly clock?: () => number;
}

/** The hands of an import: the file recorded as one, and what each new project's workflow begins with. */
export const createImportActivities = ({ db, policy, clock = Date.now }: ImportTools): ImportActivities => ({
  recordProjectImport: (input) => recordProjectImport(db, policy, { input, nowMs: clock() }),
  readImported: ({ projectId }) => readCarried(db, projectId),
});
