/**
 * The types of triggers and actions, in our own words: what each needs and which kinds it has. Types compare without
 * letter case. Facts: facts/data/operations.json, drawn from the workflow definition language schema pages and real
 * files; where these disagree the wider one counts, so that a miss here is sure.
 */
import type { Operation } from '../model.ts';

export interface OperationSpec {
  readonly name: string;
  /** Paths that must be there, from the operation: 'inputs.uri', 'expression'. */
  readonly required: readonly string[];
  /** One of these must be there. */
  readonly oneOf: readonly string[];
  /** Its `inputs` are an object (or one expression), if there are any. */
  readonly takesObject: boolean;
  /** Kinds as documented or seen; null = not judged. */
  readonly kinds: readonly string[] | null;
}

interface More {
  readonly needs?: string;
  readonly oneOf?: string;
  readonly kinds?: string;
  readonly anyInputs?: true;
}

function words(text = ''): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

function row(name: string, { needs, oneOf, kinds, anyInputs }: More = {}): OperationSpec {
  return {
    name,
    required: words(needs),
    oneOf: words(oneOf),
    takesObject: anyInputs !== true,
    kinds: kinds === undefined ? null : words(kinds),
  };
}

const CONNECTION = 'inputs.host inputs.host.connection';
const PROVIDER =
  'inputs.serviceProviderConfiguration inputs.serviceProviderConfiguration.connectionName inputs.serviceProviderConfiguration.operationId inputs.serviceProviderConfiguration.serviceProviderId';

const TRIGGERS: readonly OperationSpec[] = [
  row('Request', {
    kinds:
      'Http Button PowerApp PowerAppV2 ApiConnection Alert AzureMonitorAlert EventGrid Geofence SecurityCenterAlert Agent Teams TeamsWebhook VirtualAgent',
  }),
  row('Manual'),
  row('Http', { needs: 'inputs inputs.uri inputs.method' }),
  row('HttpWebhook', { needs: 'inputs inputs.subscribe' }),
  row('ApiConnection', { needs: `inputs ${CONNECTION}` }),
  row('ApiConnectionWebhook', { needs: `inputs ${CONNECTION}` }),
  row('ApiConnectionNotification', { needs: `inputs ${CONNECTION}` }),
  row('OpenApiConnection', { anyInputs: true }),
  row('OpenApiConnectionWebhook', { anyInputs: true }),
  row('OpenApiConnectionNotification', { anyInputs: true }),
  row('ApiManagement'),
  row('ApiApp', { anyInputs: true }),
  row('Recurrence', { needs: 'recurrence recurrence.frequency recurrence.interval', anyInputs: true }),
  row('SlidingWindow', { needs: 'recurrence recurrence.frequency recurrence.interval' }),
  row('Batch', { needs: 'inputs inputs.mode inputs.configurations' }),
  row('ServiceProvider', { needs: `inputs ${PROVIDER}` }),
];

const ACTIONS: readonly OperationSpec[] = [
  row('Http', { needs: 'inputs inputs.uri inputs.method' }),
  row('HttpWebhook', { needs: 'inputs inputs.subscribe' }),
  row('ApiConnection', { needs: `inputs ${CONNECTION} inputs.path` }),
  row('ApiConnectionWebhook', { needs: `inputs ${CONNECTION}`, oneOf: 'inputs.path inputs.subscribe' }),
  row('OpenApiConnection', { anyInputs: true }),
  row('OpenApiConnectionWebhook', { anyInputs: true }),
  row('OpenApiConnectionNotification', { anyInputs: true }),
  row('ApiManagement', { needs: 'inputs inputs.pathTemplate', oneOf: 'inputs.api inputs.apiManagement' }),
  row('ApiApp', { anyInputs: true }),
  row('Function', { needs: 'inputs', oneOf: 'inputs.function inputs.functionApp inputs.uri' }),
  row('InvokeFunction', { needs: 'inputs inputs.functionName' }),
  row('Workflow', { needs: 'inputs inputs.host', oneOf: 'inputs.host.workflow inputs.host.id' }),
  row('Flow', { anyInputs: true }),
  row('NestedAgent', { needs: 'inputs inputs.host' }),
  row('ServiceProvider', { needs: `inputs ${PROVIDER}` }),
  row('Compose', { anyInputs: true }),
  row('ParseJson', { needs: 'inputs inputs.content inputs.schema' }),
  row('Query', { needs: 'inputs inputs.from inputs.where' }),
  row('Select', { needs: 'inputs inputs.from inputs.select' }),
  row('Table', { needs: 'inputs inputs.from inputs.format' }),
  row('Join', { needs: 'inputs inputs.from inputs.joinWith' }),
  row('Expression', { kinds: 'AddToTime ConvertTimeZone CurrentTime GetFutureTime GetPastTime SubtractFromTime' }),
  row('InitializeVariable', { needs: 'inputs inputs.variables' }),
  row('SetVariable', { needs: 'inputs inputs.name' }),
  row('AppendToArrayVariable', { needs: 'inputs inputs.name' }),
  row('AppendToStringVariable', { needs: 'inputs inputs.name' }),
  row('IncrementVariable', { needs: 'inputs inputs.name' }),
  row('DecrementVariable', { needs: 'inputs inputs.name' }),
  row('Foreach', { needs: 'foreach', anyInputs: true }),
  row('Until', { needs: 'expression', anyInputs: true }),
  row('If', { needs: 'expression', anyInputs: true }),
  row('Switch', { needs: 'expression', anyInputs: true }),
  row('Scope', { anyInputs: true }),
  row('Terminate', { needs: 'inputs inputs.runStatus' }),
  row('Wait', { needs: 'inputs', oneOf: 'inputs.interval inputs.until' }),
  row('Response', { needs: 'inputs inputs.statusCode', kinds: 'Http PowerApp' }),
  row('JavaScriptCode', { needs: 'inputs inputs.code' }),
  row('CSharpScriptCode', { needs: 'inputs inputs.CodeFile' }),
  row('PowerShellCode', { needs: 'inputs inputs.CodeFile' }),
  row('Agent', { needs: 'inputs inputs.parameters' }),
  row('AgentHandoff', { needs: 'inputs inputs.name' }),
  row('McpClientTool'),
  row('ChunkText', { needs: 'inputs inputs.chunkingStrategy inputs.text' }),
  row('ChunkTextWithMetadata'),
  row('ParseDocument', { needs: 'inputs inputs.content' }),
  row('ParseDocumentWithMetadata', { needs: 'inputs inputs.content' }),
  row('Xslt', { needs: 'inputs inputs.content', oneOf: 'inputs.integrationAccount inputs.map inputs.function' }),
  row('XmlValidation', { needs: 'inputs inputs.content', oneOf: 'inputs.integrationAccount inputs.schema' }),
  row('XmlParse', { needs: 'inputs inputs.content' }),
  row('XmlCompose', { needs: 'inputs inputs.content' }),
  row('FlatFileDecoding', { needs: 'inputs inputs.content', oneOf: 'inputs.integrationAccount inputs.schema' }),
  row('FlatFileEncoding', { needs: 'inputs inputs.content', oneOf: 'inputs.integrationAccount inputs.schema' }),
  row('FlatFileSchemaGeneration'),
  row('Liquid', {
    needs: 'inputs inputs.content',
    oneOf: 'inputs.integrationAccount inputs.map',
    kinds: 'JsonToJson JsonToText XmlToJson XmlToText',
  }),
  row('IntegrationAccountArtifactLookup', { needs: 'inputs inputs.artifactType' }),
  row('SendToBatch', { needs: 'inputs inputs.host inputs.batchName inputs.content' }),
  row('Batch', { anyInputs: true }),
  row('As2Encode', { needs: 'inputs inputs.messageToEncode inputs.as2From inputs.as2To' }),
  row('As2Decode', { needs: 'inputs inputs.messageToDecode inputs.messageHeaders' }),
  row('RosettaNetEncode', { needs: 'inputs inputs.messageToEncode inputs.messageType inputs.homeRole' }),
  row('RosettaNetDecode', { needs: 'inputs inputs.messageToDecode inputs.messageHeaders inputs.homeRole' }),
  row('RosettaNetWaitForResponse', { needs: 'inputs inputs.homeRole' }),
  ...words(
    'SwiftEncode SwiftDecode SwiftMTEncode SwiftMTDecode X12Encode X12BatchEncode X12Decode EdifactEncode EdifactBatchEncode EdifactDecode HL7Encode HL7Decode RuleExecute ArchiveZip Changeset Connector',
  ).map((name) => row(name, { anyInputs: true })),
];

function byName(specs: readonly OperationSpec[]): ReadonlyMap<string, OperationSpec> {
  return new Map(specs.map((spec) => [spec.name.toLowerCase(), spec]));
}

const TABLES = { trigger: byName(TRIGGERS), action: byName(ACTIONS) };

export function specOf({ role, type }: Pick<Operation, 'role' | 'type'>): OperationSpec | undefined {
  return TABLES[role].get(type.toLowerCase());
}

export function isKnownType(operation: Pick<Operation, 'role' | 'type'>): boolean {
  return specOf(operation) !== undefined;
}

export function typeNames(role: Operation['role']): readonly string[] {
  return (role === 'trigger' ? TRIGGERS : ACTIONS).map(({ name }) => name);
}
