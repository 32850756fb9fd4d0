import { z } from 'zod';
import type { BacktestReport } from '../../domain/policy/backtest.ts';
import { BINDINGS } from '../../domain/policy/binding.ts';
import { type PolicyRelease, RELEASE_STATUSES } from '../../domain/policy/release.ts';
import type { ExaminationReport } from '../../domain/policy/reports.ts';
import { date, FORMS, id, line, paragraph } from './fields.ts';
import { matching } from './matching.ts';
import { outcomeSchema, textSchema } from './shared.ts';

/** sha256 in hexadecimal. */
const hash = () => z.string().regex(FORMS.sha256);
const base64 = (max: number) => z.string().regex(FORMS.base64).max(max);
const version = () => z.string().regex(FORMS.packVersion);

/** 提出规则发布: all packs of a version, or the content of an earlier version under a new number (回退). */
export const proposeBody = z.union([
  z.strictObject({ reason: paragraph(), packs: z.array(z.unknown()).min(1).max(50) }),
  z.strictObject({ reason: paragraph(), rollbackOf: hash(), version: version() }),
]);
export const signBody = z.strictObject({ keyId: id(), signature: base64(200) });
export const scheduleBody = z.strictObject({
  activeFrom: date(),
  binding: z.enum(BINDINGS),
  bindsFrom: date().nullable().default(null),
});
export const withdrawBody = z.strictObject({ reason: paragraph() });
export const releaseParams = z.strictObject({ releaseId: id() });
export const hashParams = z.strictObject({ packHash: hash() });
export const keyParams = z.strictObject({ keyId: id() });

const statusSchema = z.enum(RELEASE_STATUSES);
const bindingSchema = z.enum(BINDINGS);

export const releaseSchema = matching<PolicyRelease>()(
  z.object({
    releaseId: z.string(),
    version: z.string(),
    packHash: z.string(),
    status: statusSchema,
    reason: z.string(),
    rollbackOf: z.string().nullable(),
    proposedBy: z.string(),
    signatures: z.array(z.object({ keyId: z.string(), userId: z.string() })),
    activation: z
      .object({ activeFrom: z.string(), binding: bindingSchema, bindsFrom: z.string().nullable() })
      .nullable(),
  }),
);

const examinationSchema = matching<ExaminationReport>()(
  z.object({
    passed: z.boolean(),
    rules: z.number(),
    examples: z.number(),
    broken: z.array(z.object({ rule: z.string(), expected: z.string(), found: z.string() })),
    remarks: z.array(
      z.object({
        level: z.enum(['error', 'note']),
        kind: z.string(),
        on: z.string().nullable(),
        sentence: textSchema,
      }),
    ),
    unlisted: z.number(),
  }),
);

const tallySchema = z.array(
  z.object({
    /** Region code, sector, band of amounts in fen (`<10000000`) or month (`2026-03`). */
    key: z.string(),
    decisions: z.number(),
    projects: z.number(),
    stricter: z.number(),
    looser: z.number(),
    amountFen: z.number(),
    firstOn: z.string(),
    lastOn: z.string(),
    days: z.number(),
  }),
);
const ruleIds = z.array(z.string());
const foundSchema = z.object({
  outcome: outcomeSchema,
  fired: ruleIds,
  undetermined: ruleIds,
  exempted: ruleIds,
});
const releaseNameSchema = z.object({ version: z.string(), hash: z.string() });

/** 回测报告: who would be treated otherwise than by the packs in force. */
const backtestSchema = matching<BacktestReport>()(
  z.object({
    before: releaseNameSchema,
    after: releaseNameSchema,
    seed: z.number(),
    on: z.string().nullable(),
    decisions: z.number(),
    changed: z.number(),
    projects: z.number(),
    stricter: z.number(),
    looser: z.number(),
    otherRules: z.number(),
    moves: z.array(z.object({ from: outcomeSchema, to: outcomeSchema, count: z.number() })),
    byTownship: tallySchema,
    bySector: tallySchema,
    byAmount: tallySchema,
    byMonth: tallySchema,
    changes: z.array(
      z.object({
        projectId: z.string(),
        seq: z.number(),
        checkpoint: z.string(),
        legalDate: z.string(),
        regionCode: z.string(),
        sector: z.string(),
        amountFen: z.number(),
        from: outcomeSchema,
        to: outcomeSchema,
        rulesAdded: ruleIds,
        rulesGone: ruleIds,
      }),
    ),
    recheckedByEngine: z.number(),
    disagreements: z.array(
      z.object({
        projectId: z.string(),
        seq: z.number(),
        release: z.string(),
        columns: foundSchema,
        engine: foundSchema,
      }),
    ),
  }),
);

export const releaseListSchema = z.object({ items: z.array(releaseSchema) });

/** 规则发布 with its reports and everything that has happened to it. */
export const releaseDetailSchema = z
  .object({
    release: releaseSchema,
    examination: examinationSchema.nullable(),
    backtest: backtestSchema.nullable(),
    history: z.array(
      z.object({
        seq: z.number(),
        type: z.string(),
        by: z.string(),
        recordedAt: z.string(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'PolicyReleaseDetail' });

/** 受理中: the answer is not there yet; repeat the request with the same key. */
export const releasePendingSchema = z.object({ status: z.literal('pending'), statusUrl: z.string() });

/** 规则版本: packs that decide, have decided or are proposed. */
export const versionListSchema = z.object({
  /** The version decisions about new projects are made under today. */
  inForce: z.object({ version: z.string(), packHash: z.string() }),
  items: z.array(
    z.object({
      packHash: z.string(),
      version: z.string(),
      origin: z.enum(['shipped', 'proposed']),
      releaseId: z.string().nullable(),
      status: statusSchema.nullable(),
      activeFrom: z.string().nullable(),
      binding: bindingSchema.nullable(),
      bindsFrom: z.string().nullable(),
    }),
  ),
});

/** 规则全文: `document` is the canonical JSON whose sha256 is the hash, and which is signed. */
export const documentSchema = z.object({ packHash: z.string(), document: z.string() });

export const keyBody = z.strictObject({
  ownerId: id(),
  publicKey: base64(200),
  validFrom: date(),
  validUntil: date().nullable().default(null),
});
export const revokeBody = z.strictObject({ reason: line() });

/** 签署密钥: the public half of a key; the private half never leaves its owner. */
const keySchema = z.object({
  keyId: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  publicKey: z.string(),
  validFrom: z.string(),
  validUntil: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokeReason: z.string().nullable(),
});
export const keyListSchema = z.object({ items: z.array(keySchema) });
export const keyIdSchema = z.object({ keyId: z.string() });
