/** The namespace of everything except Gateways. */
export const namespace = 'shop';
