import { isServerCookie } from '../../../src/checks/warnings/server-cookies';

test.each([
  'JSESSIONID',
  'JSESSIONIDSSO',
  'JSESSIONID.node1',
  'PHPSESSID_backend',
  'laravel-session',
  'koa.sess',
  '_shop_session',
  'MoodleSession',
  'SSESS0123456789abcdef0123456789abcdef',
  'wordpress_logged_in_a1b2',
  '.AspNetCore.Session',
  '.AspNet.ApplicationCookie',
  '.ASPXAUTH',
  'ASPSESSIONIDQQRSTUVW',
  '__Secure-next-auth.session-token',
  '__Host-authjs.csrf-token',
  'ARRAffinity',
  'AWSELB',
  'AWSALBAPP-0',
  'GCLB',
  'BIGipServerpool_web',
  '__cf_bm',
  'csrf_token',
  'SERVERID',
  'AUTH_SESSION_ID',
  'KEYCLOAK_SESSION',
  'koa.sess.sig',
])('%s is a cookie that servers set', (name) => {
  expect(isServerCookie(name)).toBe(true);
});

test.each(['pod', 'shop_session', 'session-pod', 'route', 'INGRESSCOOKIE', 'sess', 'session_id', '__Host-pod'])(
  '%s is none',
  (name) => {
    expect(isServerCookie(name)).toBe(false);
  },
);
