import { z } from 'zod';
import { DISCLOSURE_KINDS, type DisclosureCommands } from '../../domain/disclosure/types.ts';
import { url } from './fields.ts';
import { matching } from './matching.ts';

export const disclosureSchemas = {
  PublishDisclosure: matching<DisclosureCommands['PublishDisclosure']>()(
    z.strictObject({ kind: z.enum(DISCLOSURE_KINDS), url: url(), redacted: z.boolean() }),
  ),
};
