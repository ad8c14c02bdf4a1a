import { ApplicationAdvancedSettings, ContainerAdvancedSettings, StickySessionType } from '../../src';

test.each([
  {},
  { networkGatewayApiEnableStickySession: true },
  { networkGatewayApiEnableStickySession: true, networkGatewayApiStickySessionHeader: 'X-User' },
  { networkGatewayApiEnableStickySession: false, networkGatewayApiStickySessionHeader: 'X-User' },
  {
    networkGatewayApiEnableStickySession: true,
    networkGatewayApiStickySessionType: StickySessionType.SOURCE_IP,
  },
])('%j is carried over to the container', (props) => {
  const container = new ApplicationAdvancedSettings(props).toContainerAdvancedSettings();
  expect(container).toBeInstanceOf(ContainerAdvancedSettings);
  expect(container).toStrictEqual(new ContainerAdvancedSettings(props));
});
