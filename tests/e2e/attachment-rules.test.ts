import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachTo, findAttachments } from '../../db/attachments.ts';
import { checkAttachments } from '../../domain/approval/attachment.ts';
import { textWith } from '../support/matchers.ts';
import { PDF, pdfOf, sha256, UploadDesk } from '../support/uploads.ts';
import { zipOf } from '../support/zip.ts';

let desk: UploadDesk;
beforeAll(async () => {
  desk = await UploadDesk.open();
});
afterAll(() => desk.close());

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
    expect(await desk.refused(400, PDF, { name })).toMatchObject({
      code: 'InvalidInput',
      detail: textWith('name'),
    });
  });

  test('a name in another normal form is stored as NFC', async () => {
    const { body } = await desk.upload(PDF, { name: 'Re\u0301sume\u0301.pdf' });
    expect(body).toMatchObject({ name: 'R\u00e9sum\u00e9.pdf' });
  });

  test.each(['a.exe', 'a.html', 'a.svg', 'a.zip', 'a.docm', 'a', 'a.pdf.js', 'constructor'])(
    '%s is of a type that is not taken',
    async (name) => {
      expect((await desk.refused(415, PDF, { name })).detail).toContain('docx');
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
    expect(await desk.upload(bytes, { name })).toMatchObject({ status: 201, body: { mediaType } });
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
    expect(await desk.refused(422, bytes, { name })).toMatchObject({ code: 'UnfitAttachment' });
  });
});

describe('who may do what', () => {
  test('a file nobody refers to is its owner’s alone, and goes when the owner wishes', async () => {
    const { body } = await desk.upload(pdfOf(400_000), { name: '私有.pdf' });
    const path = `/attachments/${body.attachmentId}`;
    for (const other of ['shahe-leader', 'mintuo-audit-auditor']) {
      expect((await desk.request('GET', path, other)).status).toBe(404);
      expect((await desk.request('DELETE', path, other)).status).toBe(404);
    }
    expect((await fetch(`${desk.origin}/api/v1${path}`)).status).toBe(401);
    expect((await desk.request('DELETE', path)).status).toBe(204);
    expect((await desk.request('GET', path)).status).toBe(404);
    const left = await desk.bare.db
      .selectFrom('attachment_chunk')
      .select('no')
      .where('attachment_id', '=', body.attachmentId)
      .execute();
    expect(left).toEqual([]);
  });

  test('a project’s file is for all who may see the project, and stays', async () => {
    const { body } = await desk.upload(PDF, { name: '项目.pdf', query: { projectId: 'p-open' } });
    const path = `/attachments/${body.attachmentId}`;
    for (const [user, status] of [
      ['shahe-leader', 200],
      ['mintuo-audit-auditor', 200],
      ['baihe-handler', 404],
    ] as const) {
      expect([user, (await desk.request('GET', path, user)).status]).toEqual([user, status]);
      expect((await desk.request('GET', '/projects/p-open/attachments', user)).status).toBe(status);
    }
    const list = await desk.request('GET', '/projects/p-open/attachments', 'shahe-leader');
    expect(await list.json()).toMatchObject({
      items: [{ attachmentId: body.attachmentId, name: '项目.pdf', ownerName: textWith('经办人') }],
    });
    expect((await desk.request('DELETE', path, 'shahe-leader')).status).toBe(403);
    expect((await desk.request('DELETE', path)).status).toBe(409);
    expect((await desk.request('GET', path)).status).toBe(200);
  });

  test('only those who take part add to an open project', async () => {
    const query = { projectId: 'p-open' };
    expect((await desk.refused(403, PDF, { as: 'mintuo-audit-auditor', query })).code).toBe('NotEntitled');
    await desk.refused(404, PDF, { as: 'baihe-handler', query });
    await desk.refused(404, PDF, { query: { projectId: 'no-such' } });
    expect((await desk.refused(409, PDF, { query: { projectId: 'p-ended' } })).rule).toBe('FLOW-01');
  });

  test('files that nothing refers to are limited', async () => {
    const as = 'baihe-leader';
    for (let no = 0; no < 30; no += 1)
      expect((await desk.upload(PDF, { as, name: `${no}.pdf` })).status).toBe(201);
    expect((await desk.refused(429, PDF, { as, name: 'one-more.pdf' })).detail).toContain('30');
  });
});

describe('attachments of an opinion', () => {
  test('are found by their owner’s digests inside the recording transaction, and stay once attached', async () => {
    const bytes = pdfOf(5_000);
    const { body } = await desk.upload(bytes, { name: '意见.pdf' });
    const named = { name: '意见.pdf', sizeBytes: 5_000, sha256: sha256(bytes) };
    await desk.bare.db.transaction().execute(async (trx) => {
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
    expect((await desk.request('DELETE', `/attachments/${body.attachmentId}`)).status).toBe(409);
  });
});
