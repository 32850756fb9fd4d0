import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachTo, findAttachments } from '../../db/attachments.ts';
import type { App } from '../../api/deps.ts';
import { checkAttachments } from '../../domain/approval/attachment.ts';
import { type BareApp, startBareApp } from '../support/bare-app.ts';
import { inject } from '../support/http.ts';
import { textWith } from '../support/matchers.ts';
import { insertProject } from '../support/project-row.ts';
import { zipOf } from '../support/zip.ts';

const LIMIT = 3 * 1_048_576;
const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n');
const pdfOf = (bytes: number): Buffer => Buffer.concat([PDF, randomBytes(bytes - PDF.length)]);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

let bare: BareApp;
let app: App;
let origin: string;

beforeAll(async () => {
  bare = await startBareApp();
  app = await bare.again({ attachmentBytes: LIMIT, unattachedPerUser: 30, uploadsInFlight: 2 });
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
  await insertProject(bare.db, { id: 'p-open', buyer: 'shahe', state: 'draft' });
  await insertProject(bare.db, { id: 'p-ended', buyer: 'shahe', state: 'archived' });
});
afterAll(async () => {
  await app.close();
  await bare.stop();
});

async function tokenOf(userId: string): Promise<string> {
  const response = await inject(app, { method: 'POST', url: '/api/v1/demo/sign-in', body: { userId } });
  return response.json<{ token: string }>().token;
}

interface Upload {
  readonly as?: string;
  readonly name?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly type?: string;
}

interface Answer {
  readonly attachmentId: string;
  readonly code: string;
  readonly detail: string;
  readonly rule?: string;
}

/** Sends a file over a real connection; answers status and body. */
async function upload(bytes: Buffer | ReadableStream, { as, name, query, type }: Upload = {}) {
  const params = new URLSearchParams({ name: name ?? '依据.pdf', ...query });
  const response = await fetch(`${origin}/api/v1/attachments?${params}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenOf(as ?? 'shahe-handler')}`,
      'content-type': type ?? 'application/octet-stream',
    },
    body: bytes,
    ...(bytes instanceof ReadableStream && { duplex: 'half' }),
  });
  const body = response.status === 204 ? {} : await response.json();
  return { status: response.status, headers: response.headers, body: body as Answer };
}

async function request(method: 'GET' | 'DELETE', path: string, as = 'shahe-handler'): Promise<Response> {
  const headers = { authorization: `Bearer ${await tokenOf(as)}` };
  return fetch(`${origin}/api/v1${path}`, { method, headers });
}

async function counts(): Promise<readonly number[]> {
  const tables = ['attachment', 'attachment_chunk', 'attachment_subject'] as const;
  const rows = tables.map((table) =>
    bare.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  );
  return (await Promise.all(rows)).map(({ n }) => n);
}

/** What is refused leaves the tables as they were. */
async function refused(act: () => ReturnType<typeof upload>, status: number): Promise<Answer> {
  const before = await counts();
  const { status: got, body } = await act();
  expect([got, body.detail]).toEqual([status, textWith('')]);
  expect(await counts()).toEqual(before);
  return body;
}

/** Transactions that wait for the next bytes. */
async function openUploads(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'`.execute(bare.db);
  return rows[0]?.n ?? 0;
}

/** A sender that stops in the middle of the file. */
async function beginUpload(): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const head = [
    'POST /api/v1/attachments?name=a.pdf HTTP/1.1',
    'host: x',
    `authorization: Bearer ${await tokenOf('shahe-handler')}`,
    'content-type: application/octet-stream',
    'content-length: 2000000',
    '',
    '',
  ].join('\r\n');
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.write(Buffer.concat([Buffer.from(head), pdfOf(900_000)]), resolve));
  return socket;
}

describe('an upload', () => {
  test('is stored in pieces with its size and digest, and comes back byte by byte', async () => {
    const bytes = pdfOf(1_500_000);
    const { status, headers, body } = await upload(bytes, {
      query: { sizeBytes: '1500000', sha256: sha256(bytes) },
    });
    expect([status, body]).toEqual([
      201,
      {
        attachmentId: body.attachmentId,
        name: '依据.pdf',
        mediaType: 'application/pdf',
        sizeBytes: 1_500_000,
        sha256: sha256(bytes),
        ownerId: 'shahe-handler',
        uploadedAt: textWith('T'),
      },
    ]);
    expect(headers.get('location')).toBe(`/api/v1/attachments/${body.attachmentId}`);
    const { n } = await bare.db
      .selectFrom('attachment_chunk')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('attachment_id', '=', body.attachmentId)
      .executeTakeFirstOrThrow();
    expect(n).toBe(6);

    const download = await request('GET', `/attachments/${body.attachmentId}`);
    expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(download.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '1500000',
      'content-disposition': `attachment; filename="__.pdf"; filename*=UTF-8''%E4%BE%9D%E6%8D%AE.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      etag: `"${sha256(bytes)}"`,
    });
  });

  test('that is repeated gives the same attachment', async () => {
    const bytes = pdfOf(300_000);
    const first = await upload(bytes, { name: '重复.pdf' });
    const before = await counts();
    const second = await upload(bytes, { name: '重复.pdf' });
    expect([second.status, second.body.attachmentId]).toEqual([201, first.body.attachmentId]);
    expect(await counts()).toEqual(before);
    const other = await upload(bytes, { name: '另名.pdf' });
    expect(other.body.attachmentId).not.toBe(first.body.attachmentId);
  });

  test('of unknown length is taken as it comes', async () => {
    const bytes = pdfOf(600_000);
    const { status, body } = await upload(new Blob([bytes]).stream(), { name: '流.pdf' });
    expect([status, body]).toMatchObject([201, { sha256: sha256(bytes) }]);
  });

  test('that is broken off leaves nothing, and the next one is taken', async () => {
    const before = await counts();
    for (let times = 0; times < 3; times += 1) {
      const socket = await beginUpload();
      await expect.poll(openUploads, { timeout: 10_000 }).toBe(1);
      socket.destroy();
      await expect.poll(openUploads, { timeout: 10_000 }).toBe(0);
    }
    expect(await counts()).toEqual(before);
    expect((await upload(pdfOf(1_000), { name: '其后.pdf' })).status).toBe(201);
  });

  test('waits its turn elsewhere while the allowed number is under way', async () => {
    const sockets = [await beginUpload(), await beginUpload()];
    await expect.poll(openUploads, { timeout: 10_000 }).toBe(2);
    const before = await counts();
    const { status, headers, body } = await upload(PDF);
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'Overloaded', '2']);
    for (const socket of sockets) socket.destroy();
    await expect.poll(openUploads, { timeout: 10_000 }).toBe(0);
    expect(await counts()).toEqual(before);
  });

  test('beyond the limit is refused, whether it says so or not', async () => {
    const honest = await refused(() => upload(pdfOf(LIMIT + 1)), 413);
    expect(honest.detail).toBe('附件不得超过 3 MB。');
    await refused(() => upload(PDF, { query: { sizeBytes: String(LIMIT + 1) } }), 413);
    await refused(() => upload(new Blob([pdfOf(LIMIT + 300_000)]).stream()), 413);
    expect((await upload(pdfOf(LIMIT), { name: '上限.pdf' })).status).toBe(201);
  });

  test('whose size or digest is not as declared is refused', async () => {
    const bytes = pdfOf(2_000);
    const size = await refused(() => upload(bytes, { query: { sizeBytes: '1999' } }), 422);
    expect(size).toMatchObject({ code: 'UnfitAttachment', detail: textWith('sizeBytes') });
    const digest = await refused(() => upload(bytes, { query: { sha256: 'ab'.repeat(32) } }), 422);
    expect(digest.detail).toContain(sha256(bytes));
    await refused(() => upload(bytes, { query: { sha256: 'AB' } }), 400);
    expect((await refused(() => upload(Buffer.alloc(0)), 422)).detail).toBe('文件是空的。');
  });

  test.each(['multipart/form-data; boundary=x', 'application/json', 'text/plain'])(
    'that comes as %s is refused',
    async (type) => {
      const { detail } = await refused(() => upload(PDF, { type }), 415);
      expect(detail).toBe('请以 application/octet-stream 发送文件内容。');
    },
  );

  test('does not open other routes to bytes', async () => {
    const response = await fetch(`${origin}/api/v1/sign-out`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf('shahe-handler')}`,
        'content-type': 'application/octet-stream',
      },
      body: PDF,
    });
    expect(response.status).toBe(415);
  });
});

describe('names and types', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['../../etc/passwd.pdf', 'a path'],
    ['C:\\temp\\a.pdf', 'a Windows path'],
    ['a\u0000.pdf', 'a control character'],
    ['a\r\nSet-Cookie: x.pdf', 'a new header'],
    ['报告\u202Efdp.exe.pdf', 'a mark that turns the direction'],
    ['a\u200B.pdf', 'an invisible mark'],
    ['.htaccess.pdf', 'a hidden file'],
    ['con.pdf', 'a device'],
    [' a.pdf', 'a blank in front'],
    [`${'长'.repeat(117)}.pdf`, 'too long'],
    ['', 'nothing'],
  ];
  test.each(hostile)('%j is refused: %s', async (name) => {
    expect(await refused(() => upload(PDF, { name }), 400)).toMatchObject({
      code: 'InvalidInput',
      detail: textWith('name'),
    });
  });

  test('a name in another normal form is stored as NFC', async () => {
    const { body } = await upload(PDF, { name: 'Re\u0301sume\u0301.pdf' });
    expect(body).toMatchObject({ name: 'R\u00e9sum\u00e9.pdf' });
  });

  test.each(['a.exe', 'a.html', 'a.svg', 'a.zip', 'a.docm', 'a', 'a.pdf.js', 'constructor'])(
    '%s is of a type that is not taken',
    async (name) => {
      expect((await refused(() => upload(PDF, { name }), 415)).detail).toContain('docx');
    },
  );

  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);
  const docx = zipOf(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']);
  const xlsx = zipOf(['[Content_Types].xml', 'xl/workbook.xml']);
  const ofd = zipOf(['OFD.xml', 'Doc_0/Document.xml']);
  const gbk = Buffer.from([0xcf, 0xee, 0xc4, 0xbf, 0x2c, 0x31, 0x0d, 0x0a]);

  test.each([
    ['图.png', png, 'image/png'],
    ['照片.JPG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]), 'image/jpeg'],
    ['a.docx', docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.xlsx', xlsx, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a.ofd', ofd, 'application/ofd'],
    ['a.txt', Buffer.from('说明\n'), 'text/plain'],
    ['国标.csv', gbk, 'text/csv'],
  ])('%s is taken', async (name, bytes, mediaType) => {
    expect(await upload(bytes, { name })).toMatchObject({ status: 201, body: { mediaType } });
  });

  test.each([
    ['an executable as pdf', 'a.pdf', Buffer.from('MZ\u0090\u0000')],
    ['a page as png', 'a.png', Buffer.from('<html><script>alert(1)</script>')],
    ['a pdf as docx', 'a.docx', PDF],
    ['a sheet as docx', 'a.docx', xlsx],
    ['a plain archive as xlsx', 'a.xlsx', zipOf(['run.exe', 'xl/readme.txt'])],
    [
      'a document with macros',
      'a.docx',
      zipOf(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin']),
    ],
    ['a broken archive', 'a.docx', docx.subarray(0, docx.length - 10)],
    [
      'an archive that says too much',
      'a.docx',
      Buffer.concat([docx.subarray(0, -6), Buffer.from([0, 0, 0, 0x7f, 0, 0])]),
    ],
    ['bytes as text', 'a.txt', Buffer.from([0x41, 0, 0x42])],
    ['bytes late in a text', 'a.csv', Buffer.concat([Buffer.alloc(700_000, 0x41), Buffer.from([1])])],
  ])('%s is refused', async (_what, name, bytes) => {
    expect(await refused(() => upload(bytes, { name }), 422)).toMatchObject({ code: 'UnfitAttachment' });
  });
});

describe('who may do what', () => {
  test('a file nobody refers to is its owner’s alone, and goes when the owner wishes', async () => {
    const { body } = await upload(pdfOf(400_000), { name: '私有.pdf' });
    const path = `/attachments/${body.attachmentId}`;
    for (const other of ['shahe-leader', 'mintuo-audit-auditor']) {
      expect((await request('GET', path, other)).status).toBe(404);
      expect((await request('DELETE', path, other)).status).toBe(404);
    }
    expect((await fetch(`${origin}/api/v1${path}`)).status).toBe(401);
    expect((await request('DELETE', path)).status).toBe(204);
    expect((await request('GET', path)).status).toBe(404);
    const left = await bare.db
      .selectFrom('attachment_chunk')
      .select('no')
      .where('attachment_id', '=', body.attachmentId)
      .execute();
    expect(left).toEqual([]);
  });

  test('a project’s file is for all who may see the project, and stays', async () => {
    const { body } = await upload(PDF, { name: '项目.pdf', query: { projectId: 'p-open' } });
    const path = `/attachments/${body.attachmentId}`;
    for (const [user, status] of [
      ['shahe-leader', 200],
      ['mintuo-audit-auditor', 200],
      ['baihe-handler', 404],
    ] as const) {
      expect([user, (await request('GET', path, user)).status]).toEqual([user, status]);
      expect((await request('GET', '/projects/p-open/attachments', user)).status).toBe(status);
    }
    const list = await request('GET', '/projects/p-open/attachments', 'shahe-leader');
    expect(await list.json()).toMatchObject({
      items: [{ attachmentId: body.attachmentId, name: '项目.pdf', ownerName: textWith('经办人') }],
    });
    expect((await request('DELETE', path, 'shahe-leader')).status).toBe(403);
    expect((await request('DELETE', path)).status).toBe(409);
    expect((await request('GET', path)).status).toBe(200);
  });

  test('only those who take part add to an open project', async () => {
    const query = { projectId: 'p-open' };
    expect((await refused(() => upload(PDF, { as: 'mintuo-audit-auditor', query }), 403)).code).toBe(
      'NotEntitled',
    );
    await refused(() => upload(PDF, { as: 'baihe-handler', query }), 404);
    await refused(() => upload(PDF, { query: { projectId: 'no-such' } }), 404);
    expect((await refused(() => upload(PDF, { query: { projectId: 'p-ended' } }), 409)).rule).toBe('FLOW-01');
  });

  test('files that nothing refers to are limited', async () => {
    const as = 'baihe-leader';
    for (let no = 0; no < 30; no += 1)
      expect((await upload(PDF, { as, name: `${no}.pdf` })).status).toBe(201);
    expect((await refused(() => upload(PDF, { as, name: 'one-more.pdf' }), 429)).detail).toContain('30');
  });
});

describe('attachments of an opinion', () => {
  test('are found by their owner’s digests inside the recording transaction, and stay once attached', async () => {
    const bytes = pdfOf(5_000);
    const { body } = await upload(bytes, { name: '意见.pdf' });
    const named = { name: '意见.pdf', sizeBytes: 5_000, sha256: sha256(bytes) };
    await bare.db.transaction().execute(async (trx) => {
      const stored = await findAttachments(trx, [named.sha256], 'shahe-handler');
      expect(checkAttachments([named], stored)).toEqual({ ok: true, value: [body.attachmentId] });
      for (const wrong of [{ sizeBytes: 4_999 }, { name: '别的.pdf' }, { sha256: '0'.repeat(64) }])
        expect(checkAttachments([{ ...named, ...wrong }], stored)).toMatchObject({
          ok: false,
          refusal: { code: 'AttachmentUnknown', rule: 'AP-05', facts: wrong },
        });
      expect(await findAttachments(trx, [named.sha256], 'shahe-leader')).toEqual([]);
      expect(await findAttachments(trx, [], 'shahe-handler')).toEqual([]);
      await attachTo(trx, { kind: 'case', id: 'c1' }, [body.attachmentId]);
    });
    expect((await request('DELETE', `/attachments/${body.attachmentId}`)).status).toBe(409);
  });
});
