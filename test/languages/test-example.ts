import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExampleApp } from './example-app';

const GOLDENS = join(__dirname, '../goldens');
const CHARTS = ['mcp-server', 'quotes', 'rooms', 'shop'];

const WARNING =
  /^warning \[shop\/web\] http\[0\]\.backendRefs: got .* expected one backend for Stickiness\.cookie\(\), .* \[weighted-cookie\]$/gm;
const ERROR = /^\s+\[shop\/web\] hostnames\[1\]: got "WWW\.shop\.example\.com"; .* \[wrong-form\]$/gm;

/** A line of a stack of Python, Java, Go or JavaScript. */
const FRAME = /^\s*(Traceback|File "|at |goroutine |Exception in thread).*/gm;

/**
 * Tests an example: each step is a test, so that jest prints how long it takes.
 *
 * @param shop the file of the chart `shop`
 * @param install installs the package of `npm run package` with the tool of the language
 */
export function testExample(app: ExampleApp, shop: string, install: () => void): void {
  afterAll(() => app.remove());

  test('it installs the package', install);

  test('it renders the YAML of the goldens, byte for byte', () => {
    const { status, output } = app.synth();
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('dist/shop.k8s.yaml') });
    expect(output).not.toMatch(/end-of-life|warning/i);
    const goldens = readdirSync(GOLDENS).filter((file) => CHARTS.includes(file.replace('.yaml', '')));
    expect(app.rendered()).toEqual(
      Object.fromEntries(goldens.map((file) => [file.replace('.yaml', ''), readFileSync(join(GOLDENS, file), 'utf8')])),
    );
  });

  test('it prints a warning once', () => {
    app.replace(shop, 'weighted-cookie', 'retry');
    const { status, output } = app.synth();
    expect(output.match(WARNING) ?? output).toHaveLength(1);
    expect(status).toBe(0);
    expect(Object.keys(app.rendered()).sort()).toEqual(CHARTS);
  });

  test('it prints an error once, with no stack above it, and writes nothing', () => {
    app.replace(shop, 'www.shop.example.com', 'WWW.shop.example.com');
    const { status, output } = app.synth();
    expect(output.match(ERROR) ?? output).toHaveLength(1);
    expect(output.slice(0, output.search(ERROR)).match(FRAME) ?? []).toEqual([]);
    expect(status).toBe(1);
    expect(app.rendered()).toEqual({});
  });
}
