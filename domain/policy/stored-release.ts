import type { UserId } from '../kernel/brand.ts';
import type { Instant, LocalDate } from '../kernel/local-date.ts';

/** A signature with the key as it is registered. */
export interface StoredSignature {
  readonly keyId: string;
  readonly userId: UserId;
  /** Ed25519, in base64. */
  readonly signature: string;
  readonly signedAt: Instant;
  readonly publicKey: string;
  readonly keyOwnerId: UserId;
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate | null;
  readonly revokedAt: Instant | null;
}

/** All packs of one version as the database keeps them, with whatever makes them fit to decide. */
export interface StoredRelease {
  readonly version: string;
  readonly hash: string;
  /** Canonical JSON of the packs; the hash is of this text. */
  readonly document: string;
  readonly origin: 'shipped' | 'proposed';
  /** Null for packs shipped with the product. */
  readonly releaseId: string | null;
  readonly signatures: readonly StoredSignature[];
}
