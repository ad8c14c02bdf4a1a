import type { IConstruct } from 'constructs';
import type { Observation } from '../../../findings/finding';

/** Receives the findings of an app, each with the construct whose author can fix it. */
export type AppReport = (construct: IConstruct, observation: Observation) => void;
