import { GraphDouble, type Handler } from '../../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './gateway-process';

/**
 * A gateway in front of a double of the Graph API, for all tests of a file. What the double was asked is forgotten before
 * each test.
 */
export function gatewayOnDouble(
  handler: Handler,
  environment: Record<string, string> = {},
): { gateway: Pick<GatewayProcess, 'url' | 'output'>; double: Pick<GraphDouble, 'requests'> } {
  let folder: Awaited<ReturnType<typeof temporaryFolder>> | undefined;
  let double: GraphDouble | undefined;
  let gateway: GatewayProcess | undefined;
  beforeAll(async () => {
    folder = await temporaryFolder();
    double = await GraphDouble.start(handler);
    gateway = await startGatewayProcess(folder.path, {
      WHATSAPP_ACCESS_TOKEN: 'EAAsecrettoken',
      GRAPH_API_URL: double.url,
      ...environment,
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    await double?.stop();
    await folder?.remove();
  });
  beforeEach(() => {
    if (double) double.requests.length = 0;
  });
  const started = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('It runs while tests do.');
    return part;
  };
  return {
    gateway: {
      get url() {
        return started(gateway).url;
      },
      output: () => started(gateway).output(),
    },
    double: {
      get requests() {
        return started(double).requests;
      },
    },
  };
}
