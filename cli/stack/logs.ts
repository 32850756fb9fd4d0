import { open, readFile, rename, stat } from 'node:fs/promises';

const MAX_LOG_BYTES = 20_000_000;

/** A log starts anew when it has grown past 20 MB; the one before is kept beside it. */
export async function keepSmall(file: string): Promise<void> {
  const size = await sizeOf(file);
  if (size > MAX_LOG_BYTES) await rename(file, `${file}.old`);
}

/** How long a file is; 0 when there is none. */
export async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.size,
    () => 0,
  );
}

/** The last lines of a log, for a message to a person. */
export async function lastLines(file: string, count: number): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** What was written to a log from an offset on. */
export async function readFrom(file: string, offset: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size <= offset) return '';
    const buffer = Buffer.alloc(size - offset);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Hands on what is written to a log from now on; answers a function that stops it. */
export function followLog(file: string, onText: (text: string) => void): () => void {
  let offset: number | undefined;
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    offset ??= await sizeOf(file);
    const text = await readFrom(file, offset).catch(() => '');
    offset += Buffer.byteLength(text);
    if (text) onText(text);
    busy = false;
  };
  const timer = setInterval(() => void look(), 250);
  return () => clearInterval(timer);
}
