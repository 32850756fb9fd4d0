import type { LocalDate } from '../kernel/local-date.ts';

/**
 * 约束范围 whom a release binds: every project from its first day (`all`), running projects only from a later date
 * (`fromDate`), or none but the projects begun from its first day on (`newProjects`).
 */
export const BINDINGS = ['all', 'fromDate', 'newProjects'] as const;
export type Binding = (typeof BINDINGS)[number];

/** 启用安排 from which day a release is in force and whom it binds; `bindsFrom` is set for `fromDate` alone. */
export interface Activation {
  readonly activeFrom: LocalDate;
  readonly binding: Binding;
  readonly bindsFrom: LocalDate | null;
}

/** A release that was activated, as the choice of a version sees it. */
export interface ActiveRelease extends Activation {
  readonly releaseId: string;
  readonly version: string;
  /** sha256 of the canonical JSON of its packs. */
  readonly packHash: string;
}

/** A release that is newer than every one before: 2026.10 comes after 2026.9. */
export function compareVersions(a: string, b: string): number {
  const [yearA = 0, numberA = 0] = a.split('.').map(Number);
  const [yearB = 0, numberB = 0] = b.split('.').map(Number);
  return yearA - yearB || numberA - numberB;
}

/**
 * The version a decision is made under on a day: for a new project (`pinned` null) the newest release in force, for a
 * running one the newest release that binds it, or else the version it is pinned to. Never goes back to an older one.
 * Null when no release is in force and nothing is pinned: the shipped packs decide then.
 */
export function versionOn(
  releases: readonly ActiveRelease[],
  { pinned, on }: { readonly pinned: string | null; readonly on: LocalDate },
): string | null {
  const binding = releases
    .filter((release) => release.activeFrom <= on)
    .filter((release) => pinned === null || bindsRunning(release, on))
    .map(({ version }) => version)
    .filter((version) => pinned === null || compareVersions(version, pinned) > 0)
    .sort(compareVersions);
  return binding.at(-1) ?? pinned;
}

function bindsRunning({ binding, bindsFrom }: ActiveRelease, on: LocalDate): boolean {
  switch (binding) {
    case 'all':
      return true;
    case 'fromDate':
      return bindsFrom !== null && bindsFrom <= on;
    case 'newProjects':
      return false;
  }
}
