import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textWith } from '../support/matchers.ts';
import { LIMIT, PDF, pdfOf, sha256, UploadDesk } from '../support/uploads.ts';

let desk: UploadDesk;
beforeAll(async () => {
  desk = await UploadDesk.open();
});
afterAll(() => desk.close());

describe('an upload', () => {
  test('is stored in pieces with its size and digest, and comes back byte by byte', async () => {
    const bytes = pdfOf(1_500_000);
    const { status, headers, body } = await desk.upload(bytes, {
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
    const { n } = await desk.bare.db
      .selectFrom('attachment_chunk')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('attachment_id', '=', body.attachmentId)
      .executeTakeFirstOrThrow();
    expect(n).toBe(6);

    const download = await desk.request('GET', `/attachments/${body.attachmentId}`);
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
    const first = await desk.upload(bytes, { name: '重复.pdf' });
    const before = await desk.counts();
    const second = await desk.upload(bytes, { name: '重复.pdf' });
    expect([second.status, second.body.attachmentId]).toEqual([201, first.body.attachmentId]);
    expect(await desk.counts()).toEqual(before);
    const other = await desk.upload(bytes, { name: '另名.pdf' });
    expect(other.body.attachmentId).not.toBe(first.body.attachmentId);
  });

  test('of unknown length is taken as it comes', async () => {
    const bytes = pdfOf(600_000);
    const { status, body } = await desk.upload(new Blob([bytes]).stream(), { name: '流.pdf' });
    expect([status, body]).toMatchObject([201, { sha256: sha256(bytes) }]);
  });

  test('that is broken off leaves nothing, and the next one is taken', async () => {
    const before = await desk.counts();
    for (let times = 0; times < 3; times += 1) {
      const socket = await desk.begin();
      await expect.poll(() => desk.underWay(), { timeout: 10_000 }).toBe(1);
      socket.destroy();
      await expect.poll(() => desk.underWay(), { timeout: 10_000 }).toBe(0);
    }
    expect(await desk.counts()).toEqual(before);
    expect((await desk.upload(pdfOf(1_000), { name: '其后.pdf' })).status).toBe(201);
  });

  test('waits its turn elsewhere while the allowed number is under way', async () => {
    const sockets = [await desk.begin(), await desk.begin()];
    await expect.poll(() => desk.underWay(), { timeout: 10_000 }).toBe(2);
    const before = await desk.counts();
    const { status, headers, body } = await desk.upload(PDF);
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'Overloaded', '2']);
    for (const socket of sockets) socket.destroy();
    await expect.poll(() => desk.underWay(), { timeout: 10_000 }).toBe(0);
    expect(await desk.counts()).toEqual(before);
  });

  test('beyond the limit is refused, whether it says so or not', async () => {
    const honest = await desk.refused(413, pdfOf(LIMIT + 1));
    expect(honest.detail).toBe('附件不得超过 3 MB。');
    await desk.refused(413, PDF, { query: { sizeBytes: String(LIMIT + 1) } });
    await desk.refused(413, new Blob([pdfOf(LIMIT + 300_000)]).stream());
    expect((await desk.upload(pdfOf(LIMIT), { name: '上限.pdf' })).status).toBe(201);
  });

  test('whose size or digest is not as declared is refused', async () => {
    const bytes = pdfOf(2_000);
    const size = await desk.refused(422, bytes, { query: { sizeBytes: '1999' } });
    expect(size).toMatchObject({ code: 'UnfitAttachment', detail: textWith('sizeBytes') });
    const digest = await desk.refused(422, bytes, { query: { sha256: 'ab'.repeat(32) } });
    expect(digest.detail).toContain(sha256(bytes));
    await desk.refused(400, bytes, { query: { sha256: 'AB' } });
    expect((await desk.refused(422, Buffer.alloc(0))).detail).toBe('文件是空的。');
  });

  test.each(['multipart/form-data; boundary=x', 'application/json', 'text/plain'])(
    'that comes as %s is refused',
    async (type) => {
      const { detail } = await desk.refused(415, PDF, { type });
      expect(detail).toBe('请以 application/octet-stream 发送文件内容。');
    },
  );

  test('does not open other routes to bytes', async () => {
    const response = await fetch(`${desk.origin}/api/v1/sign-out`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await desk.tokenOf('shahe-handler')}`,
        'content-type': 'application/octet-stream',
      },
      body: PDF,
    });
    expect(response.status).toBe(415);
  });
});
