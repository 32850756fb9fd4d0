import { type ServiceKind, serviceKind } from '../catalog/facts.ts';
import type { PolicyQuestion } from '../policy/types.ts';
import type { ProjectFile } from './file.ts';
import type { References } from './references.ts';

/** Kinds of service whose sector rules bind wherever the catalogue puts the item. */
const SECTOR_OF_KIND: Readonly<Partial<Record<ServiceKind, string>>> = {
  plantProtection: '农业农村',
  mediation: '司法',
};

/**
 * 规则适用范围 which sector packs bind a project and the day it began, filing being the begin. What is not known is left
 * out, and the policy then takes the packs of every sector.
 */
export function policyScopeOf(
  file: ProjectFile | null,
  references: Pick<References, 'catalogItem'>,
): Pick<PolicyQuestion, 'sectors' | 'begunOn'> {
  if (!file) return {};
  const item = file.catalogItem ?? references.catalogItem;
  const byKind = SECTOR_OF_KIND[serviceKind(file.application, item)];
  return {
    ...(item && { sectors: [...new Set([item.sector, ...(byKind === undefined ? [] : [byKind])])] }),
    ...(file.submittedOn && { begunOn: file.submittedOn }),
  };
}
