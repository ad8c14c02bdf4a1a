import { type Browser, type BrowserContext, type Cookie, chromium, type Page, type Response } from 'playwright-core';
import { envoyAddress } from '../../../cluster/control-plane/network';
import { chromiumBinary, type Exchange } from './programs';

const args = [
  `--host-resolver-rules=MAP *.test ${envoyAddress}`,
  '--ignore-certificate-errors',
  // The port of Envoy's plain listener. Browsers block it, like the ports of many old protocols.
  '--explicitly-allowed-ports=10080',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumBinary, args, chromiumSandbox: false });
}

/** A separate browser, as far as cookies are concerned. */
export class BrowserClient {
  private constructor(
    private readonly number: number,
    private readonly context: BrowserContext,
    private readonly page: Page,
  ) {}

  static async start(browser: Browser, number: number): Promise<BrowserClient> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    return new BrowserClient(number, context, await context.newPage());
  }

  async navigate(url: string): Promise<Exchange> {
    return this.exchange(await this.page.goto(url));
  }

  async fetch(url: string): Promise<Exchange> {
    const response = this.page.waitForResponse(url);
    await this.evaluate(`fetch('${url}').then((answer) => answer.text())`);
    return this.exchange(await response);
  }

  /** Sets cookies by a script in the page, and returns all cookies that the script sees. */
  async setCookies(...cookies: string[]): Promise<string> {
    for (const cookie of cookies) {
      await this.evaluate(`document.cookie = ${JSON.stringify(cookie)}`);
    }
    return this.evaluate('document.cookie');
  }

  cookies(): Promise<Cookie[]> {
    return this.context.cookies();
  }

  close(): Promise<void> {
    return this.context.close();
  }

  /** Runs a script in the page. It is text, because the tests are compiled without the types of the DOM. */
  private evaluate(script: string): Promise<string> {
    return this.page.evaluate(script);
  }

  private async exchange(response: Response | null): Promise<Exchange> {
    if (response?.status() !== 200) {
      throw new Error(`Envoy responded with ${response?.status()}`);
    }
    const { 'x-pod': pod = '', 'set-cookie': setCookie = '' } = await response.allHeaders();
    return { client: this.number, protocol: await response.httpVersion(), pod, setCookie };
  }
}
