import type { Facts } from '../policy/types.ts';
import { type EntryCommand, PLANT_PROTECTION_CONDITIONS } from './entry.ts';

/** 名录核验的事实 for the sector rules on who may be verified; other commands on an entry are not checked by packs. */
export function verificationFacts(command: EntryCommand, treatsCrops: boolean): Facts {
  if (command.verb !== 'Verify') return {};
  const missing = PLANT_PROTECTION_CONDITIONS.filter((one) => !command.conditionsFound.includes(one));
  return {
    service_kind: treatsCrops ? 'plantProtection' : 'other',
    missing_capabilities: treatsCrops ? missing : [],
    missing_capability_count: treatsCrops ? missing.length : 0,
  };
}
