import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Counts the lines of a growing log that match a pattern; each line is read once. */
export class LogCount {
  /** The newest line that matches. */
  last = '';
  private seen = 0;
  private readTo = 0;

  constructor(
    private readonly file: string,
    private readonly pattern: RegExp,
  ) {}

  get count(): number {
    const log = openSync(this.file, 'r');
    const added = Buffer.alloc(fstatSync(log).size - this.readTo);
    readSync(log, added, 0, added.length, this.readTo);
    closeSync(log);
    const wholeLines = added.lastIndexOf('\n') + 1;
    const lines = added
      .toString('utf8', 0, wholeLines)
      .split('\n')
      .filter((line) => this.pattern.test(line));
    this.last = lines.at(-1) ?? this.last;
    this.seen += lines.length;
    this.readTo += wholeLines;
    return this.seen;
  }
}
