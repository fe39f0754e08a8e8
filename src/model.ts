/**
 * The words of laudit: types only, no code. One file for each stage of the line.
 *
 * Everything that travels between the stages (bytes → document → facts → program → findings → report)
 * is one of these types, and all of it is plain data: no Map, class or function, so that facts can be
 * cached, sent to a worker, written to a file and linked in another repository.
 */

export type * from './model/place.js';
export type * from './model/document.js';
export type * from './model/value.js';
export type * from './model/condition.js';
export type * from './model/secret.js';
export type * from './model/workflow.js';
export type * from './model/contract.js';
export type * from './model/sender.js';
export type * from './model/receiver.js';
export type * from './model/site.js';
export type * from './model/app.js';
export type * from './model/gateway.js';
export type * from './model/connector.js';
export type * from './model/flow.js';
export type * from './model/facts.js';
export type * from './model/deployment.js';
export type * from './model/program.js';
export type * from './model/finding.js';
export type * from './model/report.js';
export type * from './model/settings.js';
