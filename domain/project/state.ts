import type { ProjectFile } from './file.ts';
import type { ProjectProcess } from './process.ts';

/** The whole of a project: its running part and its file. */
export interface ProjectState {
  readonly process: ProjectProcess;
  readonly file: ProjectFile;
}
