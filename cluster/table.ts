/** A table of figures, printed at the end of a run. */
export class Table {
  private readonly rows: string[][] = [];

  constructor(
    private readonly title: string,
    private readonly columns: string[],
  ) {}

  add(...cells: string[]): void {
    this.rows.push(cells);
  }

  print(): void {
    const lines = [this.columns, this.columns.map(() => '---'), ...this.rows].map(
      (cells) => `| ${cells.join(' | ')} |`,
    );
    process.stdout.write(`\n${this.title}\n\n${lines.join('\n')}\n\n`);
  }
}
