import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { z } from 'zod';
import type {
  documentSchema,
  releaseDetailSchema,
  releaseSchema,
} from '../../api/contract/policy-release.ts';
import { hashOfDocument } from '../../rules/release/document.ts';
import { shippedDocuments } from '../../rules/release/shipped.ts';
import { PIN_FILE } from '../../rules/release/shipped-pin.ts';
import { signDocument } from '../../rules/release/signing.ts';
import type { Session } from '../api-client.ts';
import { inWords, note, print } from '../output.ts';
import { runningApi } from '../running.ts';
import { EXIT, type Sentence, StackFailure } from '../stack/failure.ts';
import { rawPacks } from './diff.ts';
import { keygen } from './keygen.ts';

type Release = z.output<typeof releaseSchema>;
type Detail = z.output<typeof releaseDetailSchema>;

interface Acting {
  /** The account that acts. */
  readonly as: string;
}

/** `goufu policy keygen|propose|sign|activate|withdraw|status|pin`: the way of the packs into force. */
export function addReleaseCommands(policy: Command): void {
  policy
    .command('keygen')
    .argument('<file>', inWords({ zh: '私钥文件（新建）', en: 'file for the private key, made new' }))
    .description(
      inWords({ zh: '生成签署密钥，私钥只留在本机', en: 'make a signing key; its private half stays here' }),
    )
    .action((file: string) => {
      process.exitCode = keygen(file);
    });
  addKeyRegistration(policy);
  acting(policy, 'propose <folder>', {
    zh: '提出规则发布：文件夹下每个子文件夹一个规则包',
    en: 'propose the packs below a folder',
  })
    .requiredOption('--reason <text>', inWords({ zh: '理由', en: 'why' }))
    .action(async (folder: string, { as, reason }: Acting & { readonly reason: string }) => {
      const session = await sessionOf(as);
      told(
        await session.post<Release>('/policy/releases', { reason, packs: rawPacks(folder) }, randomUUID()),
      );
    });
  acting(policy, 'sign <release>', { zh: '在本机用私钥签署', en: 'sign with a private key, on this machine' })
    .requiredOption('--key <file>', inWords({ zh: '私钥文件', en: 'file of the private key' }))
    .action(async (releaseId: string, { as, key }: Acting & { readonly key: string }) => {
      const session = await sessionOf(as);
      const body = await signatureFor(session, releaseId, key);
      told(await session.post<Release>(`/policy/releases/${releaseId}/sign`, body, randomUUID()));
    });
  addActivation(policy);
  addPin(policy);
}

function addActivation(policy: Command): void {
  acting(policy, 'activate <release>', {
    zh: '定下启用日期与约束范围',
    en: 'name the day it is in force and whom it binds',
  })
    .requiredOption('--from <date>', inWords({ zh: '启用日期', en: 'day it is in force from' }))
    .option(
      '--binds <whom>',
      inWords({ zh: '约束范围：all、fromDate、newProjects', en: 'all, fromDate or newProjects' }),
      'newProjects',
    )
    .option(
      '--binds-from <date>',
      inWords({ zh: '对在办项目自该日起适用', en: 'day from which running projects are bound' }),
    )
    .action(async (releaseId: string, { as, from, binds, bindsFrom }: Acting & Scheduled) => {
      const session = await sessionOf(as);
      const body = { activeFrom: from, binding: binds, bindsFrom: bindsFrom ?? null };
      told(await session.post<Release>(`/policy/releases/${releaseId}/activate`, body, randomUUID()));
    });
  acting(policy, 'withdraw <release>', {
    zh: '撤回尚未启用的发布',
    en: 'withdraw a release that is not in force yet',
  })
    .requiredOption('--reason <text>', inWords({ zh: '理由', en: 'why' }))
    .action(async (releaseId: string, { as, reason }: Acting & { readonly reason: string }) => {
      const session = await sessionOf(as);
      told(await session.post<Release>(`/policy/releases/${releaseId}/withdraw`, { reason }, randomUUID()));
    });
  acting(policy, 'status <release>', {
    zh: '查看发布的报告与经过',
    en: 'reports and history of a release',
  }).action(async (releaseId: string, { as }: Acting) => {
    print(JSON.stringify(await (await sessionOf(as)).get<Detail>(`/policy/releases/${releaseId}`), null, 2));
  });
}

function addPin(policy: Command): void {
  policy
    .command('pin')
    .description(
      inWords({
        zh: '产品开发：把随产品发布的规则包的哈希写入代码',
        en: 'while developing: write the hash of the shipped packs into the code',
      }),
    )
    .action(() => {
      const pins = Object.fromEntries(shippedDocuments().map(({ version, hash }) => [version, hash]));
      writeFileSync(PIN_FILE, `${JSON.stringify(pins, null, 2)}\n`);
      print(JSON.stringify(pins));
    });
}

interface Scheduled {
  readonly from: string;
  readonly binds: string;
  readonly bindsFrom?: string;
}

function addKeyRegistration(policy: Command): void {
  acting(policy, 'register-key <owner> <publicKey>', {
    zh: '登记某人的公钥（运维）',
    en: 'register the public key of a person (operator)',
  })
    .requiredOption('--from <date>', inWords({ zh: '有效期起', en: 'first day it may sign' }))
    .option('--until <date>', inWords({ zh: '有效期止（不含）', en: 'first day it may not' }))
    .action(
      async (
        ownerId: string,
        publicKey: string,
        { as, from, until }: Acting & { readonly from: string; readonly until?: string },
      ) => {
        const session = await sessionOf(as);
        const body = { ownerId, publicKey, validFrom: from, validUntil: until ?? null };
        print(JSON.stringify(await session.post<object>('/policy/keys', body, randomUUID())));
      },
    );
}

const acting = (policy: Command, usage: string, what: Sentence): Command =>
  policy
    .command(usage)
    .description(inWords(what))
    .requiredOption('--as <account>', inWords({ zh: '办理人账号', en: 'account that acts' }));

const sessionOf = async (userId: string): Promise<Session> => (await runningApi()).client.as(userId);

const told = (release: Release): void => print(JSON.stringify(release, null, 2));

/** What is signed is read, hashed and shown here, so that nobody signs what another machine only says it is. */
async function signatureFor(session: Session, releaseId: string, keyFile: string) {
  const { release, examination, backtest } = await session.get<Detail>(`/policy/releases/${releaseId}`);
  const { document } = await session.get<z.output<typeof documentSchema>>(
    `/policy/versions/${release.packHash}`,
  );
  const hash = hashOfDocument(document);
  if (hash !== release.packHash) {
    throw new StackFailure(
      { zh: '规则全文与其哈希不符，未签署。', en: 'The document does not fit its hash; nothing was signed.' },
      EXIT.findings,
    );
  }
  const remarks = examination?.remarks.length ?? 0;
  note({
    zh: `签署 ${release.version}（sha256 ${hash}）：规则 ${examination?.rules ?? 0} 条，检查提示 ${remarks} 条，回测 ${backtest?.decisions ?? 0} 项决定中 ${backtest?.changed ?? 0} 项会改变`,
    en: `signing ${release.version} (sha256 ${hash}): ${examination?.rules ?? 0} rules, ${remarks} remarks, ${backtest?.changed ?? 0} of ${backtest?.decisions ?? 0} recorded decisions would change`,
  });
  try {
    return signDocument({ releaseId, document }, readFileSync(keyFile, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StackFailure(
      { zh: `无法用 ${keyFile} 签署：${why}`, en: `Cannot sign with ${keyFile}: ${why}` },
      EXIT.usage,
    );
  }
}
