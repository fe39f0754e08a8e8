/**
 * Exit statuses, the same for every format, and the errors that lead to them. An error's message is
 * what the user reads: whole, one line, with the right word where one is near.
 */
export const STATUS = {
  /** Nothing at or above --fail-on. */
  clean: 0,
  findings: 1,
  /** Wrong usage or settings, input that cannot be read, a crash of ours. */
  wrong: 2,
  /** A named path or glob matches nothing, or there is nothing to lint. */
  nothing: 3,
} as const;
export type Status = (typeof STATUS)[keyof typeof STATUS];

/** Ends the run with a line on standard error. */
export class UsageError extends Error {
  readonly status: Status;

  constructor(message: string, status: Status = STATUS.wrong) {
    super(message);
    this.name = 'UsageError';
    this.status = status;
  }
}
