/** Newer Nodes run our TypeScript by themselves, in a third of the time that a loader takes; older ones need tsx. */
export const RUN_TYPESCRIPT: readonly string[] =
  'typescript' in process.features && process.features.typescript ? [] : ['--import', 'tsx'];
