import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** Where the tests ask for services, and the word that proves they are ours. */
export type BrokerAddress = { url: string; token: string };

/** Services by name; each is started when it is first asked for. */
export type ServiceStarts = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * Hands services to the test processes on request, so that a run of pure tests starts none of them. All who ask for
 * one service get the same.
 */
export async function openBroker(starts: ServiceStarts): Promise<BrokerAddress & { close(): Promise<void> }> {
  const token = randomBytes(16).toString('hex');
  const running = new Map<string, Promise<unknown>>();
  const server = createServer((request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = request.url?.slice(1) ?? '';
    const start = starts[name];
    if (request.headers.authorization !== token || !start) return void response.writeHead(404).end();
    const service = running.get(name) ?? start();
    running.set(name, service);
    try {
      response.end(JSON.stringify(await service));
    } catch (error) {
      response.writeHead(503).end(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  return { url: await listen(server), token, close: () => close(server, running) };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return `http://127.0.0.1:${address.port}`;
}

/** Waits for starts under way, so that nothing is left behind by one that finishes after the end. */
async function close(server: Server, running: ReadonlyMap<string, Promise<unknown>>): Promise<void> {
  server.closeAllConnections();
  server.close();
  await Promise.allSettled(running.values());
}

/** Asks the broker for a service, from a test process. */
export async function askBroker<T>(broker: BrokerAddress, name: string): Promise<T> {
  const response = await fetch(`${broker.url}/${name}`, { headers: { authorization: broker.token } });
  if (!response.ok) throw new Error(`The service "${name}" could not be started: ${await response.text()}`);
  return (await response.json()) as T;
}
