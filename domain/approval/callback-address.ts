/** 回调 how cases are told to the systems that started them; without a secret or a list nothing is told. */
export interface CallbackSettings {
  /** Signs what is sent; null when none is set. */
  readonly secret: string | null;
  /** Allowed origins such as `https://oa.example.cn`; everything else is refused. */
  readonly origins: readonly string[];
  /** Whether this machine itself may be told, as in a demonstration. */
  readonly loopback: boolean;
}

export const NO_CALLBACKS: CallbackSettings = { secret: null, origins: [], loopback: false };

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** May this address be told? Only http and https, without a name or password in it, of an allowed origin. */
export function isCallbackAllowed(address: string, { secret, origins, loopback }: CallbackSettings): boolean {
  if (secret === null || !URL.canParse(address)) return false;
  const { protocol, origin, hostname, username, password } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  if (username !== '' || password !== '') return false;
  return origins.includes(origin) || (loopback && LOOPBACK.includes(hostname));
}
