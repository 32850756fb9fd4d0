import { expect, test } from 'vitest';
import { type CallbackSettings, isCallbackAllowed } from './callback-address.ts';

const settings: CallbackSettings = {
  secret: 's',
  origins: ['https://oa.example.cn', 'http://10.1.2.3:8080'],
  loopback: false,
};

test.each([
  ['https://oa.example.cn/hook?x=1', true],
  ['http://10.1.2.3:8080/', true],
  ['http://oa.example.cn/hook', false],
  ['https://oa.example.cn:8443/hook', false],
  ['https://oa.example.cn.evil.cn/', false],
  ['https://oa.example.cn@evil.cn/', false],
  ['https://user:word@oa.example.cn/', false],
  ['file:///etc/passwd', false],
  ['http://127.0.0.1:9/', false],
  ['not an address', false],
])('%s: %s', (address, allowed) => {
  expect(isCallbackAllowed(address, settings)).toBe(allowed);
});

test('this machine is told in a demonstration only, and nobody without a secret', () => {
  const demo = { ...settings, loopback: true };
  expect(
    ['http://127.0.0.1:9/', 'http://localhost/a', 'http://[::1]:1/'].map((one) =>
      isCallbackAllowed(one, demo),
    ),
  ).toEqual([true, true, true]);
  expect(isCallbackAllowed('http://127.0.0.1.evil.cn/', demo)).toBe(false);
  expect(isCallbackAllowed('https://oa.example.cn/', { ...demo, secret: null })).toBe(false);
});
