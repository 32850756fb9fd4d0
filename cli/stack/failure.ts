/** Exit codes of the `goufu` command. */
export const EXIT = { ok: 0, failure: 1, usage: 2, unreachable: 3, findings: 4 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A sentence in both languages; the command line shows the one asked for by `GOUFU_LANG`. */
export type Sentence = { readonly zh: string; readonly en: string };

/** Something went wrong that a person can put right: the message says what to do, in Chinese and English. */
export class StackFailure extends Error {
  override readonly name = 'StackFailure';
  readonly sentence: Sentence;
  readonly exitCode: ExitCode;

  constructor(sentence: Sentence, exitCode: ExitCode = EXIT.failure) {
    super(`${sentence.zh} / ${sentence.en}`);
    this.sentence = sentence;
    this.exitCode = exitCode;
  }
}

/** Where progress is told, one short line each. */
export type OnProgress = (line: Sentence) => void;
