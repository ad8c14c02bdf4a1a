import type { IConstruct } from 'constructs';
import type { Observation } from '../../findings/finding';

/** Receives what a check finds in an app, with the construct whose author can mend it. */
export type AppReport = (construct: IConstruct, observation: Observation) => void;
