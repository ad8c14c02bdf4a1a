import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { CookieJar } from 'tough-cookie';

/** tough-cookie.ts <url> <clients> <requests> */
async function main(url: string, clients: number, requests: number): Promise<void> {
  for (let client = 0; client < clients; client++) {
    const jar = new CookieJar();
    for (let sent = 0; sent < requests; sent++) {
      console.log(JSON.stringify({ client, ...(await exchange(url, jar)) }));
    }
  }
}

async function exchange(url: string, jar: CookieJar) {
  const cookie = await jar.getCookieString(url);
  const { headers, httpVersion } = await ask(url, cookie);
  const [setCookie = ''] = headers['set-cookie'] ?? [];
  if (setCookie) {
    await jar.setCookie(setCookie, url);
  }
  return { protocol: `HTTP/${httpVersion}`, pod: headers['x-pod'], setCookie };
}

function ask(url: string, cookie: string): Promise<IncomingMessage> {
  const headers = cookie ? { cookie } : {};
  return new Promise((resolve, reject) => {
    get(url, { headers, family: 4, rejectUnauthorized: false }, (response) => {
      response
        .resume()
        .on('error', reject)
        .on('end', () => resolve(response));
    }).on('error', reject);
  });
}

const [url = '', clients, requests] = process.argv.slice(2);
main(url, Number(clients), Number(requests));
