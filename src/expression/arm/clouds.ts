/**
 * What `environment()` gives in each cloud. The global one is documented (facts/arm-templates.md §2.9). Of the one in China
 * docs.azure.cn shows what a template gave there (`template-functions-deployment.md` of the Chinese docs, "generated
 * 12/04/2019"). Of the one for the US government there are the endpoints that Resource Manager itself publishes
 * (`metadata/endpoints?api-version=2019-05-01`, kept in azure-core's `cloud.py`) and Azure CLI's table
 * (`azure/cli/core/cloud.py`, AZURE_US_GOV_CLOUD); suffixes have a dot in front where those of the other clouds have one.
 * Where these disagree about a slash at the end both forms are kept; what none of them says is not known.
 */
import type { CloudName, Json, Value } from '../../model.ts';
import { hole, known, objectOf } from '../../value.ts';

interface Tree {
  readonly [name: string]: Json | Tree | typeof UNKNOWN | Slash;
}

const UNKNOWN = Symbol('no source says it');

/** An address of which sources disagree whether a slash ends it. */
class Slash {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const GLOBAL = {
  name: 'AzureCloud',
  gallery: 'https://gallery.azure.com/',
  graph: 'https://graph.windows.net/',
  graphAudience: 'https://graph.windows.net/',
  portal: 'https://portal.azure.com',
  resourceManager: 'https://management.azure.com/',
  activeDirectoryDataLake: 'https://datalake.azure.net/',
  batch: 'https://batch.core.windows.net/',
  media: 'https://rest.media.azure.net',
  sqlManagement: 'https://management.core.windows.net:8443/',
  authentication: {
    loginEndpoint: 'https://login.microsoftonline.com/',
    audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
    tenant: 'common',
    identityProvider: 'AAD',
  },
  suffixes: {
    storage: 'core.windows.net',
    keyvaultDns: '.vault.azure.net',
    sqlServerHostname: '.database.windows.net',
    acrLoginServer: '.azurecr.io',
    azureDatalakeStoreFileSystem: 'azuredatalakestore.net',
    azureDatalakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
    azureFrontDoorEndpointSuffix: 'azurefd.net',
  },
} as const satisfies Tree;

/** The same names in every cloud. */
type Cloud = { readonly [K in keyof typeof GLOBAL]: Tree[string] };

const CHINA: Cloud = {
  name: 'AzureChinaCloud',
  gallery: 'https://gallery.chinacloudapi.cn',
  graph: 'https://graph.chinacloudapi.cn',
  graphAudience: 'https://graph.chinacloudapi.cn',
  portal: 'https://portal.azure.cn',
  resourceManager: 'https://management.chinacloudapi.cn',
  activeDirectoryDataLake: UNKNOWN,
  batch: 'https://batch.chinacloudapi.cn',
  media: 'https://rest.media.chinacloudapi.cn',
  sqlManagement: 'https://management.core.chinacloudapi.cn:8443',
  authentication: {
    loginEndpoint: 'https://login.chinacloudapi.cn',
    // With a slash in the docs, without one in the published endpoints.
    audiences: UNKNOWN,
    tenant: 'common',
    identityProvider: 'AAD',
  },
  suffixes: {
    storage: 'core.chinacloudapi.cn',
    keyvaultDns: '.vault.azure.cn',
    sqlServerHostname: '.database.chinacloudapi.cn',
    acrLoginServer: '.azurecr.cn',
    azureDatalakeStoreFileSystem: UNKNOWN,
    azureDatalakeAnalyticsCatalogAndJob: UNKNOWN,
    azureFrontDoorEndpointSuffix: UNKNOWN,
  },
};

const US_GOVERNMENT: Cloud = {
  name: 'AzureUSGovernment',
  gallery: new Slash('https://gallery.usgovcloudapi.net'),
  graph: new Slash('https://graph.windows.net'),
  graphAudience: new Slash('https://graph.windows.net'),
  portal: 'https://portal.azure.us',
  resourceManager: new Slash('https://management.usgovcloudapi.net'),
  activeDirectoryDataLake: UNKNOWN,
  batch: new Slash('https://batch.core.usgovcloudapi.net'),
  media: 'https://rest.media.usgovcloudapi.net',
  sqlManagement: new Slash('https://management.core.usgovcloudapi.net:8443'),
  authentication: {
    // Both write it without a slash; tools of Microsoft that read it from the service show one.
    loginEndpoint: new Slash('https://login.microsoftonline.us'),
    audiences: UNKNOWN,
    tenant: 'common',
    identityProvider: 'AAD',
  },
  suffixes: {
    storage: 'core.usgovcloudapi.net',
    keyvaultDns: '.vault.usgovcloudapi.net',
    sqlServerHostname: '.database.usgovcloudapi.net',
    acrLoginServer: '.azurecr.us',
    azureDatalakeStoreFileSystem: UNKNOWN,
    azureDatalakeAnalyticsCatalogAndJob: UNKNOWN,
    azureFrontDoorEndpointSuffix: UNKNOWN,
  },
};

/** `environment()`; without a cloud its members are named holes. */
export function environmentIn(cloud: CloudName | undefined): Value {
  if (cloud === 'AzureCloud') return known(GLOBAL);
  const tree = cloud === 'AzureChinaCloud' ? CHINA : cloud === 'AzureUSGovernment' ? US_GOVERNMENT : undefined;
  return valueOf('environment()', tree, GLOBAL);
}

/** Names from the global cloud, texts from `tree` where it says them. */
function valueOf(name: string, tree: Tree | undefined, like: Tree): Value {
  const entries = Object.entries(like).map(([key, shape]) => {
    const own = `${name}.${key.toLowerCase()}`;
    const said = tree === undefined ? UNKNOWN : (tree[key] ?? UNKNOWN);
    if (isTree(shape)) return { key, value: valueOf(own, isTree(said) ? said : undefined, shape) };
    if (said instanceof Slash) return { key, value: withOrWithout(own, said.text) };
    if (said === UNKNOWN || isTree(said)) return { key, value: hole(own, Array.isArray(shape) ? 'array' : 'string') };
    return { key, value: known(said) };
  });
  return objectOf(entries, undefined, true);
}

function withOrWithout(name: string, text: string): Value {
  return { kind: 'choice', condition: `${name} ends in a slash`, then: known(`${text}/`), else: known(text) };
}

function isTree(value: Tree[string]): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Slash);
}
