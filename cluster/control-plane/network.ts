/** Addresses in the network namespace. They are not loopback addresses, because the API server refuses those in endpoints. */
export const controlPlaneAddress = '10.77.1.1';
export const envoyAddress = '10.77.1.2';

export const replicaAddresses = Array.from({ length: 16 }, (_, index) => `10.77.1.${10 + index}`);
export const replicaAddresses6 = Array.from({ length: 16 }, (_, index) => `fd00:77::${(16 + index).toString(16)}`);
export const clientAddresses = Array.from(
  { length: 2000 },
  (_, index) => `10.78.${Math.floor(index / 250)}.${1 + (index % 250)}`,
);

/** Shell commands that add these addresses to the loopback interface of the network namespace. */
export function loopbackCommands(): string {
  const subnets = ['10.77.1.0/24', '10.78.0.0/16'].map((subnet) => `ip route add local ${subnet} dev lo`);
  const addresses = replicaAddresses6.map((address) => `ip -6 address add ${address} dev lo nodad`);
  return ['ip link set lo up', ...subnets, ...addresses].join(' && ');
}
