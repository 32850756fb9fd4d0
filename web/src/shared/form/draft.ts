import { useCallback, useRef } from 'react';
import { useMe } from '../session.ts';

/**
 * 草稿 of a form, one for each person, kept until it has been sent: a session that ends in between loses nothing.
 * It outlives the tab when it is kept in `localStorage`.
 */
export function useDraft(name: string, storage: Storage = sessionStorage) {
  const key = `goufu.draft.${useMe().user.userId}.${name}`;
  const read = (): object => JSON.parse(storage.getItem(key) ?? '{}') as object;
  const first = useRef<object | null>(null);
  first.current ??= read();
  const keep = useCallback((values: unknown) => storage.setItem(key, JSON.stringify(values)), [key, storage]);
  const drop = useCallback(() => storage.removeItem(key), [key, storage]);
  return { values: first.current, keep, drop };
}

/** A key of its own for one act; the same act sent again after a broken connection carries the same one. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `console-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
