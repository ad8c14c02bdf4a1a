import type { BadInput } from './bad-input';
import { cookies } from './cookies';
import { headerLists, headerNames } from './header-names';
import { queryParams } from './query-params';
import { references } from './references';
import { sessionNames } from './session-names';
import { sessions } from './sessions';
import { tableSizes } from './table-sizes';

export const corpus: BadInput[] = [
  ...headerNames,
  ...headerLists,
  ...cookies,
  ...queryParams,
  ...tableSizes,
  ...sessionNames,
  ...sessions,
  ...references,
];
