import type { Locale, Text } from '../core/base/text.ts';

/** What a command is given besides its own arguments. */
export interface Terminal {
  readonly locale: Locale;
  /** Writes a line to standard output. */
  readonly print: (line: string) => void;
  /** Writes a line to standard error. */
  readonly complain: (line: string) => void;
}

/** 0 done; 1 the answer is no, or the rules refuse; 2 the command was called wrongly. */
export type ExitCode = number;

/**
 * One command. Its file is loaded when it is called or when the help lists it, so anything heavy (the server, a driver) is
 * imported inside `run`.
 */
export interface Command {
  /** As typed, e.g. `deadline` or `audit verify`; the same as its key in the table of cli/main.ts. */
  readonly name: string;
  readonly summary: Text;
  /** What follows the name, one line for each form. */
  readonly usage: readonly string[];
  /** Lines for `plumbline help <name>`: what the options mean. */
  readonly details?: Text;
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<ExitCode> | ExitCode;
}

/** Thrown by a command that cannot make sense of its arguments; main prints it with the usage and exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}
