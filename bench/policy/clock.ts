/** CPU time this process has used, in milliseconds; a busy machine disturbs it less than the clock on the wall. */
export const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

export const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

/** CPU time of one run among many, in milliseconds. */
export function timed(times: number, run: () => void): number {
  const before = cpuMs();
  for (let index = 0; index < times; index += 1) run();
  return (cpuMs() - before) / times;
}
