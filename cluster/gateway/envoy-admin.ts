import { get } from 'node:http';

/** Reads a page of the administration interface of the Envoy on this port. */
export function askEnvoy(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(`http://127.0.0.1:${port}${path}`, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
    });
    request.on('error', reject);
  });
}
