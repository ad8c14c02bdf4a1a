import { Stickiness } from 'cdk8s-sticky-gateway-route';
import { type Answer, type HttpRequest, request } from '../../cluster/clients/http-client';
import { beginSession } from '../../cluster/clients/named-session';

/** A session of a client that sends back what its first response gave it. */
export interface Session {
  readonly pod: string;
  request(): Promise<Answer>;
}

export interface Pin {
  readonly name: string;
  readonly stickiness: Stickiness;
  begin(target: HttpRequest): Promise<Session>;
}

/** Begins a session of a client that sends a header with the state from its first response. */
async function beginWith(target: HttpRequest, header: string, stateIn: (answer: Answer) => string): Promise<Session> {
  const answer = await request(target);
  const carrying = { ...target, headers: { [header]: stateIn(answer) } };
  return { pod: answer.pod, request: () => request(carrying) };
}

/** A client that keeps the first cookie that it gets, as browsers do. */
export const cookieClient: Pick<Pin, 'begin'> = {
  begin: (target) => beginWith(target, 'cookie', ({ headers }) => headers['set-cookie']?.[0]?.split('; ')[0] ?? ''),
};

/** Every factory of sessions. */
export const pins: Pin[] = [
  {
    name: 'sessionHeader()',
    stickiness: Stickiness.sessionHeader('X-Session-Pod'),
    begin: (target) => beginWith(target, 'x-session-pod', ({ headers }) => String(headers['x-session-pod'])),
  },
  {
    name: 'sessionCookie()',
    stickiness: Stickiness.sessionCookie({ name: 'pin' }),
    ...cookieClient,
  },
  {
    name: 'serverSession()',
    stickiness: Stickiness.serverSession({ header: 'Mcp-Session-Id' }),
    begin: (target) => beginSession(target),
  },
  { name: 'mcp()', stickiness: Stickiness.mcp(), begin: (target) => beginSession(target) },
];

export function beginAll(pin: Pin, target: HttpRequest, count: number): Promise<Session[]> {
  return Promise.all(Array.from({ length: count }, () => pin.begin(target)));
}

/** The number of sessions whose own pod responds to this many requests in a row. */
export async function countKept(sessions: Session[], requests = 5): Promise<number> {
  const isKept = async (session: Session) => {
    for (let sent = 0; sent < requests; sent++) {
      const { status, pod } = await session.request();
      if (status !== 200 || pod !== session.pod) {
        return false;
      }
    }
    return true;
  };
  return (await Promise.all(sessions.map(isKept))).filter(Boolean).length;
}

/** Begins sessions, expects each to stay on its pod for five more requests, and returns their pods. */
export async function podsOfSessions(target: HttpRequest, sessions = 50): Promise<string[]> {
  const keep = async () => {
    const session = await beginSession(target);
    const answers = await Promise.all(Array.from({ length: 5 }, () => session.request()));
    expect(answers.map(({ status, pod }) => `${status} ${pod}`)).toEqual(Array(5).fill(`200 ${session.pod}`));
    return session.pod;
  };
  const pods: string[] = [];
  for (let begun = 0; begun < sessions; begun += 10) {
    pods.push(...(await Promise.all(Array.from({ length: Math.min(10, sessions - begun) }, keep))));
  }
  return pods;
}
