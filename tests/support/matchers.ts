import { expect } from 'vitest';

/** vitest's matchers are of type any; these are not. */
export const someText: unknown = expect.any(String);
export const someObject: unknown = expect.any(Object);
export const textWith = (part: string): unknown => expect.stringContaining(part);
export const listWith = (...parts: readonly unknown[]): unknown => expect.arrayContaining([...parts]);
export const objectWith = (parts: object): unknown => expect.objectContaining(parts);
export const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern);
