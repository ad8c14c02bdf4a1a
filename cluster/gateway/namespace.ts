/** The namespace of everything but Gateways. */
export const namespace = 'shop';
