/** Shortens a line to so many units; a Chinese character takes the room of two Latin ones. */
export function cut(line: string, units: number): string {
  let room = units;
  const kept = [...line].filter((sign) => (room -= sign > '\u2e80' ? 2 : 1) >= 0).join('');
  return kept === line ? line : `${kept}…`;
}
