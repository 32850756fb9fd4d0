import { type Text, text } from '../../../../domain/kernel/text.ts';

/** 导入种类 one kind of file: its address, what its rows make, and where they are seen afterwards. */
export interface ImportKind {
  /** The last word of the address below `/imports`. */
  readonly path: string;
  readonly title: Text;
  readonly seenAt: string;
}

/** Every kind of file that can be brought in; a further one is a line here. */
export const KINDS: readonly [ImportKind, ...ImportKind[]] = [
  { path: 'projects', title: text('采购项目申报', 'Applications of projects'), seenAt: '/projects' },
];
