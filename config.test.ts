import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

describe('loadConfig', () => {
  it('works with nothing set', () => {
    const config = loadConfig({ HOME: '/home/li' });
    expect(config).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      taskQueue: 'goufu',
      identity: 'demo',
      lang: 'zh-CN',
    });
    expect(config.databaseUrl).toBeUndefined();
  });

  it('follows the XDG folders of a plain user', () => {
    if (process.getuid?.() === 0) return;
    const config = loadConfig({ HOME: '/home/li', XDG_CACHE_HOME: '/var/tmp/li' });
    expect(config.dataDir).toBe('/home/li/.local/share/goufu');
    expect(config.cacheDir).toBe('/var/tmp/li/goufu');
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ PORT: '', TEMPORAL_ADDRESS: '' }).port).toBe(8080);
  });

  it.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/goufu'],
    ['TEMPORAL_ADDRESS', 'http://localhost:7233'],
    ['GOUFU_IDENTITY', 'none'],
    ['GOUFU_SESSION_SECRET', 'short'],
    ['LOG_LEVEL', 'loud'],
    ['DB_POOL_SIZE', '0'],
    ['ATTACHMENT_MAX_MB', '501'],
    ['PUBLIC_URL', 'goufu.example'],
  ])('names %s when its value cannot be used', (name, value) => {
    const attempt = () => loadConfig({ [name]: value });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(new RegExp(`环境变量 ${name} .* ${name} cannot be used`));
    expect(attempt).not.toThrow(value.length > 6 ? value : /^$/);
  });

  it.each(['localhost:7233', '10.0.0.5:7233', '[::1]:7233', 'my.ns.cloud:7233'])(
    'accepts Temporal at %s',
    (address) => {
      expect(loadConfig({ TEMPORAL_ADDRESS: address }).temporalAddress).toBe(address);
    },
  );
});
