import type { RegionCode } from '../kernel/brand.ts';
import { cite } from '../kernel/law.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { accept, type Result, refuse } from '../kernel/refusal.ts';
import { refusalsOf } from '../kernel/refusal-table.ts';
import { text } from '../kernel/text.ts';
import {
  changeEntry,
  type DirectoryCommand,
  type DirectoryEntry,
  type DirectoryRegion,
} from './directory.ts';
import { type Incubation, type IncubationRegion, nextStage, type Training } from './incubation.ts';

/** 植保条件 what a body needs before it may treat crops for others (病虫害防治条例 §34). */
export const PLANT_PROTECTION_CONDITIONS = ['equipment', 'technicians', 'crew', 'rules'] as const;
export type PlantProtectionCondition = (typeof PLANT_PROTECTION_CONDITIONS)[number];

/** 名录条目全貌 an entry with what is known of its capability. */
export interface ProviderEntry extends DirectoryEntry, Incubation {
  readonly registeredIn: RegionCode | null;
}

/** 名录办理 every command on an entry. */
export type EntryCommand =
  | Exclude<DirectoryCommand, { verb: 'Verify' }>
  | (Extract<DirectoryCommand, { verb: 'Verify' }> & {
      /** Which of the conditions for plant protection were found; empty where the body does other work. */
      readonly conditionsFound: readonly PlantProtectionCondition[];
    })
  | { readonly verb: 'SetCapabilities'; readonly capabilities: readonly string[] }
  | { readonly verb: 'RecordTraining'; readonly training: Training }
  | { readonly verb: 'RecordTrial'; readonly projectNo: string }
  | { readonly verb: 'Advance' };

/** What a region sets for its directory (D). */
export type EntryRegion = DirectoryRegion & IncubationRegion;

/** The entry after a command of a day, or why it is refused. */
export function decideEntry(
  entry: ProviderEntry,
  command: EntryCommand,
  { on, region }: { readonly on: LocalDate; readonly region: EntryRegion },
): Result<ProviderEntry> {
  switch (command.verb) {
    case 'SetCapabilities':
      return accept({ ...entry, capabilities: [...new Set(command.capabilities)].sort() });
    case 'RecordTraining': {
      const { training } = command;
      return training.on <= on
        ? accept({ ...entry, trainings: [...entry.trainings, training] })
        : refuse(refusal('InTheFuture', { on: training.on, today: on }));
    }
    case 'RecordTrial':
      return accept({ ...entry, acceptedTrials: entry.acceptedTrials + 1 });
    case 'Advance': {
      const next = nextStage(entry, region);
      return next.ok ? accept({ ...entry, ...next.value }) : next;
    }
    default: {
      const changed = changeEntry(entry, command, { on, region });
      return changed.ok ? accept({ ...entry, ...changed.value }) : changed;
    }
  }
}

const refusal = refusalsOf({
  InTheFuture: {
    rule: 'PV-02',
    citation: cite('house', 'PV-02', 'D'),
    message: text('培训日期晚于今天。', 'The training lies in the future.'),
    remedy: text('请填写已举办的培训。', 'Record it when it has been held.'),
  },
});

/** 名录参数 where a region sets none (D). */
export const ENTRY_REGION: EntryRegion = { creditCheckDays: 30, trainingHours: 16, acceptedTrials: 1 };
