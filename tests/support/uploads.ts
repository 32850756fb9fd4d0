import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { type BareApp, startBareApp } from './bare-app.ts';
import { inject } from './http.ts';
import { textWith } from './matchers.ts';
import { insertProject } from './project-row.ts';

/** The largest attachment of these tests. */
export const LIMIT = 3 * 1_048_576;

export const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n');
export const pdfOf = (bytes: number): Buffer => Buffer.concat([PDF, randomBytes(bytes - PDF.length)]);
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

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

interface Uploaded {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Answer;
}

/** The API listening on a port of its own, with an open and an ended project, for all that is sent as a file. */
export class UploadDesk {
  readonly bare: BareApp;
  readonly origin: string;
  readonly #stop: () => Promise<void>;

  private constructor(bare: BareApp, origin: string, stop: () => Promise<void>) {
    this.bare = bare;
    this.origin = origin;
    this.#stop = stop;
  }

  static async open(): Promise<UploadDesk> {
    const bare = await startBareApp();
    const app = await bare.again({ attachmentBytes: LIMIT, unattachedPerUser: 30, uploadsInFlight: 2 });
    await insertProject(bare.db, { id: 'p-open', buyer: 'shahe', state: 'draft' });
    await insertProject(bare.db, { id: 'p-ended', buyer: 'shahe', state: 'archived' });
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    return new UploadDesk(bare, origin, async () => {
      await app.close();
      await bare.stop();
    });
  }

  async close(): Promise<void> {
    await this.#stop();
  }

  async tokenOf(userId: string): Promise<string> {
    const request = { method: 'POST', url: '/api/v1/demo/sign-in', body: { userId } } as const;
    return (await inject(this.bare.app, request)).json<{ token: string }>().token;
  }

  /** Sends a file over a real connection. */
  async upload(bytes: Buffer | ReadableStream, { as, name, query, type }: Upload = {}): Promise<Uploaded> {
    const params = new URLSearchParams({ name: name ?? '依据.pdf', ...query });
    const response = await fetch(`${this.origin}/api/v1/attachments?${params.toString()}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await this.tokenOf(as ?? 'shahe-handler')}`,
        'content-type': type ?? 'application/octet-stream',
      },
      body: bytes,
      ...(bytes instanceof ReadableStream && { duplex: 'half' }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
  }

  async request(method: 'GET' | 'DELETE', path: string, as = 'shahe-handler'): Promise<Response> {
    const headers = { authorization: `Bearer ${await this.tokenOf(as)}` };
    return fetch(`${this.origin}/api/v1${path}`, { method, headers });
  }

  /** Sends what must be refused with this status and must leave the tables as they were. */
  async refused(status: number, bytes: Buffer | ReadableStream, more: Upload = {}): Promise<Answer> {
    const before = await this.counts();
    const answer = await this.upload(bytes, more);
    expect([answer.status, answer.body.detail]).toEqual([status, textWith('')]);
    expect(await this.counts()).toEqual(before);
    return answer.body;
  }

  async counts(): Promise<readonly number[]> {
    const tables = ['attachment', 'attachment_chunk', 'attachment_subject'] as const;
    const rows = tables.map((table) =>
      this.bare.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    );
    return (await Promise.all(rows)).map(({ n }) => n);
  }

  /** A sender that stops in the middle of the file. */
  async begin(): Promise<Socket> {
    const { hostname, port } = new URL(this.origin);
    const head = [
      'POST /api/v1/attachments?name=a.pdf HTTP/1.1',
      'host: x',
      `authorization: Bearer ${await this.tokenOf('shahe-handler')}`,
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

  /** Transactions that wait for the next bytes. */
  async underWay(): Promise<number> {
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'`.execute(this.bare.db);
    return rows[0]?.n ?? 0;
  }
}
