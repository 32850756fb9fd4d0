/** Failures of the way to the database, not of what was asked: connection, shutdown, resources, lost races of locks. */
const TRANSIENT_CLASSES = ['08', '40', '53', '57', '58'];
const TRANSIENT_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'];

/** The same key recorded by another attempt at the same moment: the next attempt finds its receipt. */
const LOST_RACES = [
  'command_receipt_pkey',
  'project_pkey',
  'project_event_pkey',
  'approval_receipt_pkey',
  'approval_case_pkey',
  'approval_event_pkey',
  'budget_receipt_pkey',
  'budget_event_pkey',
];

const field = (error: object, name: 'code' | 'constraint'): string =>
  name in error ? String((error as Record<typeof name, unknown>)[name]) : ''; // checked by `in`

/** True when trying again later is the right answer. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = field(error, 'code');
  if (TRANSIENT_CODES.includes(code) || TRANSIENT_CLASSES.includes(code.slice(0, 2))) return true;
  return (
    LOST_RACES.includes(field(error, 'constraint')) ||
    /Connection terminated|timeout exceeded/.test(error.message)
  );
}
