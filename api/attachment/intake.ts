import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type Glimpse, hasOnlyTextBytes, TAIL_BYTES } from '../../domain/approval/attachment-content.ts';
import { text } from '../../domain/kernel/text.ts';
import { ProblemError } from '../problem/problem-error.ts';

/** Size of the pieces a file is stored in; never more than this and the glimpse is in memory. */
const PIECE_BYTES = 262_144;
const HEAD_BYTES = 16;
const MB = 1_048_576;

export const tooLarge = (limitBytes: number): ProblemError => {
  const limit = limitBytes >= MB ? `${Math.floor(limitBytes / MB)} MB` : `${limitBytes} B`;
  return new ProblemError('TooLarge', {
    detail: text(`附件不得超过 ${limit}。`, `An attachment must not exceed ${limit}.`),
    remedy: text('请压缩图片或分成几个文件上传。', 'Shrink its pictures or upload it in parts.'),
  });
};

const brokenOff = (): ProblemError =>
  new ProblemError('BadRequest', {
    detail: text(
      '上传中断，未保存任何内容，请重新上传。',
      'The upload was broken off; nothing is kept. Try again.',
    ),
  });

/** 收件 one file as it streams in: cut into pieces, counted, digested, and looked at on the way. */
export class Intake {
  readonly #limitBytes: number;
  readonly #digest = createHash('sha256');
  #sizeBytes = 0;
  #isText = true;
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** The pieces of the body; the body itself is left open, so that the sender can still be answered. */
  async *pieces(body: Readable): AsyncGenerator<Buffer> {
    let waiting: Buffer[] = [];
    let waitingBytes = 0;
    for await (const part of arriving(body)) {
      this.#look(part);
      for (let from = 0; from < part.length; ) {
        const cut = part.subarray(from, from + PIECE_BYTES - waitingBytes);
        waiting.push(cut);
        waitingBytes += cut.length;
        from += cut.length;
        if (waitingBytes < PIECE_BYTES) continue;
        yield this.#keepTail(Buffer.concat(waiting));
        [waiting, waitingBytes] = [[], 0];
      }
    }
    if (waitingBytes > 0) yield this.#keepTail(Buffer.concat(waiting));
  }

  get sums(): { readonly sizeBytes: number; readonly sha256: string } {
    return { sizeBytes: this.#sizeBytes, sha256: this.#digest.copy().digest('hex') };
  }

  get glimpse(): Glimpse {
    return { head: this.#head, tail: this.#tail, sizeBytes: this.#sizeBytes, isText: this.#isText };
  }

  #look(part: Buffer): void {
    this.#sizeBytes += part.length;
    if (this.#sizeBytes > this.#limitBytes) throw tooLarge(this.#limitBytes);
    this.#digest.update(part);
    this.#isText &&= hasOnlyTextBytes(part);
    if (this.#head.length < HEAD_BYTES)
      this.#head = Buffer.concat([this.#head, part.subarray(0, HEAD_BYTES - this.#head.length)]);
  }

  #keepTail(piece: Buffer): Buffer {
    this.#tail = Buffer.concat([this.#tail, piece]).subarray(-TAIL_BYTES);
    return piece;
  }
}

async function* arriving(body: Readable): AsyncGenerator<Buffer> {
  try {
    // A request body without an encoding comes in buffers.
    for await (const part of body.iterator({ destroyOnReturn: false })) yield part as Buffer;
  } catch (error) {
    if (body.errored) throw brokenOff();
    throw error;
  }
}
