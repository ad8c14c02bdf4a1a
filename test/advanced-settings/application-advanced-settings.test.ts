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
])('the settings %j of an application are carried over to its container', (props) => {
  const container = new ApplicationAdvancedSettings(props).toContainerAdvancedSettings();
  expect(container).toBeInstanceOf(ContainerAdvancedSettings);
  expect(container).toStrictEqual(new ContainerAdvancedSettings(props));
});
