import { migrateIngress } from '../../src';
import { ingress, lineOf, migrated, verdictOf } from '../support/ingress';

const CLASS = (name: string, controller: string) => ({
  kind: 'IngressClass',
  metadata: { name },
  spec: { controller },
});
const service = (ports: unknown[], type?: string) => ({
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { ports, type },
});

function ofClass(ingressClassName: string | undefined) {
  const object = ingress({ annotations: { affinity: 'cookie' } });
  return { ...object, spec: { ...(object.spec as object), ingressClassName } };
}

function ofPort(port: unknown) {
  const object = ingress({ annotations: { affinity: 'cookie' } });
  const paths = [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port } } }];
  return { ...object, spec: { ingressClassName: 'nginx', rules: [{ http: { paths } }] } };
}

describe('classes', () => {
  test('the classes of IngressClasses of ingress-nginx count', async () => {
    const { ingresses } = await migrateIngress([ofClass('internal'), CLASS('internal', 'k8s.io/ingress-nginx')]);
    expect(ingresses).toBe(1);
  });

  test('those of other controllers are counted, not read', async () => {
    const { ingresses, ignored } = await migrateIngress([ofClass('alb'), CLASS('alb', 'ingress.k8s.aws/alb')]);
    expect({ ingresses, ignored: [...ignored] }).toEqual({ ingresses: 0, ignored: [['Ingress of class alb', 1]] });
  });

  test('an Ingress without a class is read, and told', async () => {
    const migration = await migrateIngress([ofClass(undefined)]);
    expect(migration.ingresses).toBe(1);
    expect(lineOf(migration, 'class').note).toContain('none given: a controller serves it only as the default class');
  });
});

test('of two Ingresses of one name the last one counts, and it is told', async () => {
  const migration = await migrated([{ host: 'a.example.com' }, { host: 'b.example.com' }]);
  expect(migration.rules).toEqual(['b.example.com / | web:80 | none']);
  expect(lineOf(migration, 'manifest').note).toBe(
    'it stands in objects[0] as well; the last one counts, as for kubectl',
  );
});

describe('ports', () => {
  test('a name is that of the Service', async () => {
    const { objects } = await migrateIngress([service([{ name: 'http', port: 8080 }]), ofPort({ name: 'http' })]);
    expect(JSON.stringify(objects)).toContain('"name":"web","port":8080');
  });

  test.each([
    ['without the Service', [], { name: 'http' }, 'port "http" of Service web is a name: add the Service to the input'],
    ['of no port', [service([{ name: 'a', port: 1 }])], { name: 'http' }, 'Service web has no port "http"'],
    ['of another number', [service([{ port: 1 }])], { number: 80 }, 'Service web has no port 80'],
    ['of an ExternalName', [service([], 'ExternalName')], { number: 80 }, 'Service web is an ExternalName'],
  ])('a port %s is an error, and nothing of the Ingress is written', async (_, services, port, message) => {
    const migration = await migrateIngress([...services, ofPort(port)]);
    expect(migration.problems).toEqual([
      { source: expect.stringMatching(/^objects\[\d\] shop\/web$/), message: expect.stringContaining(`/: ${message}`) },
    ]);
    expect(migration.objects).toEqual([]);
    expect(verdictOf(migration, 'affinity')).toBe('not read');
    expect(migration.hasLostStickiness).toBe(false);
  });
});

test('what is no object is counted', async () => {
  const { ignored } = await migrateIngress([null, 'text', 1, ingress()]);
  expect([...ignored]).toEqual([['object without kind', 3]]);
});

test('an Ingress that the construct refuses is an error, and the others go on', async () => {
  const migration = await migrated([
    { name: 'bad', host: 'a_b.example.com', annotations: { affinity: 'cookie' }, tls: true },
    { name: 'good', annotations: { affinity: 'cookie' } },
  ]);
  expect(migration.rules).toEqual(['web.example.com / | web:80 | cookie INGRESSCOOKIE 0s path=/']);
  expect(migration.problems[0]).toEqual({
    source: 'objects[0] shop/bad',
    message: expect.stringContaining('hostnames[0]: got "a_b.example.com"; expected a lower-case DNS name'),
  });
  expect(lineOf(migration, 'affinity', 'shop/bad').note).toBe('the Ingress is not migrated: see its error');
  expect(verdictOf(migration, 'affinity', 'shop/good')).toBe('near');
});
