import { ConfigError, loadConfig } from '../config.ts';
import { EXIT, type ExitCode, type Sentence, StackFailure } from './stack/failure.ts';

/** A text in the language asked for by GOUFU_LANG; Chinese otherwise. */
export function inWords(sentence: Sentence): string {
  return language() === 'en' ? sentence.en : sentence.zh;
}

function language(): 'zh-CN' | 'en' {
  try {
    return loadConfig().lang;
  } catch {
    return 'zh-CN';
  }
}

/** Data for the next program: standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A note for the person at the terminal: standard error. */
export function note(line: Sentence | string): void {
  process.stderr.write(`${typeof line === 'string' ? line : inWords(line)}\n`);
}

/** Tells what went wrong and answers the exit code. What is not meant for a person is shown with its stack. */
export function explainFailure(error: unknown): ExitCode {
  if (error instanceof StackFailure) {
    note(error.sentence);
    return error.exitCode;
  }
  if (error instanceof ConfigError) {
    note(error.message);
    return EXIT.usage;
  }
  const path = noRightPath(error);
  if (path !== undefined) {
    note({
      zh: `没有读写 ${path} 的权限：请用有权限的用户运行，或用 GOUFU_DATA、GOUFU_CACHE 指定可写的目录。`,
      en: `No right to read or write ${path}: run as a user who may, or name writable folders with GOUFU_DATA and GOUFU_CACHE.`,
    });
    return EXIT.failure;
  }
  note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.failure;
}

function noRightPath(error: unknown): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? path : undefined;
}
