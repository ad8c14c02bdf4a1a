import { compareSpecificity, type MatchConditions } from './precedence';

/** Expressions for all paths, which go before every path prefix. */
const ANY_PATH = /^\^?\/?\.[*+]\$?$/;

/** Whether an HTTP match gets all calls of a gRPC match: they satisfy it, and it is at least as specific. */
export function takesCalls(http: MatchConditions, grpc: MatchConditions): boolean {
  const isAhead = isSamePath(http, grpc) ? compareSpecificity(http, grpc) >= 0 : isEveryPath(http) && isEveryCall(grpc);
  return isAhead && areSatisfied(http, grpc);
}

function areSatisfied(http: MatchConditions, grpc: MatchConditions): boolean {
  const given = grpc.headers.map((each) => JSON.stringify(each));
  const demanded = [...http.headers.filter((each) => !isPost(each)), ...http.queryParams];
  return demanded.every((each) => given.includes(JSON.stringify(each)));
}

/** gRPC calls are POST requests. */
function isPost({ name, value }: MatchConditions['headers'][number]): boolean {
  return name === ':method' && value === 'POST';
}

function isSamePath({ path: a }: MatchConditions, { path: b }: MatchConditions): boolean {
  return a.type === b.type && a.value === b.value;
}

function isEveryPath({ path: { type, value = '' } }: MatchConditions): boolean {
  return type === 'RegularExpression' && ANY_PATH.test(value);
}

/** Whether a gRPC match names no service. */
function isEveryCall({ path: { type, value } }: MatchConditions): boolean {
  return type === 'PathPrefix' && value === '/';
}
