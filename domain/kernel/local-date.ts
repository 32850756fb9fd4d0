import type { Brand } from './brand.ts';
import { invariant } from './invariant.ts';

/** A calendar date in Asia/Shanghai, written YYYY-MM-DD. Sorts as text. */
export type LocalDate = Brand<string, 'LocalDate'>;

/** A moment as an ISO 8601 text in UTC. */
export type Instant = Brand<string, 'Instant'>;

const DAY_MS = 86_400_000;
// China has kept one zone without summer time since 1992; no project of ours is older.
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

export function isLocalDate(value: string): value is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === value;
}

export function localDate(value: string): LocalDate {
  invariant(isLocalDate(value), `Not a calendar date: ${value}`);
  return value;
}

/** Days since 1970-01-01; lets rules compare dates as numbers. */
export const dayNumber = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

export const fromDayNumber = (days: number): LocalDate => new Date(days * DAY_MS).toISOString().slice(0, 10);

export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(dayNumber(date) + days);

export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

/** The same day so many months later, or the month's last day where that day does not exist (民法典 §202). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return first.toISOString().slice(0, 10);
}

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (date: LocalDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7;

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** The date in Asia/Shanghai at a moment given in milliseconds. */
export const dateAt = (epochMs: number): LocalDate =>
  new Date(epochMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);

/** The moment of a wall-clock hour in Asia/Shanghai on a date. */
export const instantOn = (date: LocalDate, hour: number): Instant =>
  new Date(Date.parse(`${date}T00:00:00Z`) + hour * 3_600_000 - SHANGHAI_OFFSET_MS).toISOString();
