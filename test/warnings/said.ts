import type { StickyGatewayRouteProps } from '../../src';
import { route } from '../chart';

/** The warnings of one construct, each as its id and the property that it is about. */
export function said(props: Partial<StickyGatewayRouteProps>): string[] {
  return texts(props).map((text) => `${/acknowledge: \["(.*)"\]/.exec(text)?.[1]} ${text.split(': ')[0]}`);
}

/** The warnings of one construct, as they are written. */
export function texts(props: Partial<StickyGatewayRouteProps>): string[] {
  return route({ parentRefs: [{ name: 'public', sectionName: 'https' }], ...props }).node.metadata.map(
    ({ data }) => data,
  );
}
