import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical.ts';

/** sha256 of the canonical JSON, in hexadecimal. */
export const contentHash = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
