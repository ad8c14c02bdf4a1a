/** Addresses inside the test's network namespace; the API server refuses loopback ones for endpoints. */
export const controlPlaneAddress = '10.77.1.1';
export const envoyAddress = '10.77.1.2';

export const replicaAddresses = addresses('10.77.1', 10, 16);
export const clientAddresses = addresses('10.77.2', 1, 32);

/** Shell commands that give the namespace's loopback interface these addresses. */
export function loopbackCommands(): string {
  return [
    'ip link set lo up',
    ...['10.77.1.0/24', '10.77.2.0/24'].map((subnet) => `ip route add local ${subnet} dev lo`),
  ].join(' && ');
}

function addresses(prefix: string, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}.${first + index}`);
}
