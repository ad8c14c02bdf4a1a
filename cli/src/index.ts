export type { Area, Verdict } from './annotations/annotation-rule';
export { type MigrateOptions, type Migration, migrateIngress } from './migrate';
export type { Manifest } from './output/objects';
export type { Problem, ReportLine } from './report/report';
export type { ListenerNeed } from './routes/route-plan';
