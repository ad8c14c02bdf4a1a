/** Whether the factories of Stickiness let everything pass. */
export const refusals = { ignored: false };
