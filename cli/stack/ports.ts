import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StackFailure } from './failure.ts';

const LOOPBACK = '127.0.0.1';

/** Whether nobody listens on this port yet. */
export async function isPortFree(port: number, host = LOOPBACK): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

/** The preferred port when it is free, else any free one. */
export async function preferPort(preferred: number): Promise<number> {
  return (await isPortFree(preferred)) ? preferred : freePort();
}

/** Refuses a busy port with a sentence that says which variable chooses another. */
export async function demandPort(wanted: {
  port: number;
  host?: string;
  what: string;
  variable?: string;
}): Promise<void> {
  if (await isPortFree(wanted.port, wanted.host)) return;
  const { port, what, variable } = wanted;
  const other = port < 65_535 ? port + 1 : port - 1;
  throw new StackFailure({
    zh: `${what} 要用的端口 ${port} 已被占用：请停止占用它的程序${variable ? `，或换一个端口，例如 ${variable}=${other}` : ''}。`,
    en: `Port ${port}, wanted for ${what}, is busy: stop the program that holds it${variable ? `, or choose another, for example ${variable}=${other}` : ''}.`,
  });
}

/** Waits until something listens on a port; false when it did not happen in time or `given` up before. */
export async function portOpens(
  port: number,
  options: { timeoutMs: number; gaveUp?: () => boolean },
): Promise<boolean> {
  const deadline = Date.now() + options.timeoutMs;
  while (Date.now() < deadline && !options.gaveUp?.()) {
    if (await accepts(port)) return true;
    await sleep(25);
  }
  return false;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: LOOPBACK });
    const answer = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
