/** Counts things by what they are. */
export class Count {
  private readonly counts = new Map<string, number>();

  add(what: string, count = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + count);
  }

  has(what: string): boolean {
    return this.counts.has(what);
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  lines(): string[] {
    return [...this.counts].map(([what, count]) => `  ${String(count).padStart(5)} ${what}`);
  }
}
