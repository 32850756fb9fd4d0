import type { Table } from '../../sheets/table.ts';

/** 决策表 the three tables of a pack: dated figures, rules with their conditions as columns, and the rules' examples. */
export const TABLE_NAMES = ['figures', 'rules', 'examples'] as const;
export type PackTable = Table<(typeof TABLE_NAMES)[number]>;
