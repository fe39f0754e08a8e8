/** Two exported workflows, invented: `send-orders` calls `take-orders` with a token. */
/** The application that stands for the receiver, and one that does not. */
const ORDERS = '2f1e0000-0000-4000-8000-0000000000dd';
export const OTHER = '3a1e0000-0000-4000-8000-0000000000ee';
/** The identity of the sender. */
const SENDER = '9c1e0000-0000-4000-8000-0000000000cc';
const TENANT = '7d1e0000-0000-4000-8000-0000000000aa';

function workflow(name: string, more: object, definition: object): object {
  return {
    id: `/subscriptions/5b1e0000-0000-4000-8000-0000000000bb/resourceGroups/orders/providers/Microsoft.Logic/workflows/${name}`,
    name,
    type: 'Microsoft.Logic/workflows',
    location: 'westeurope',
    properties: {
      state: 'Enabled',
      accessEndpoint: `https://prod-12.westeurope.logic.azure.com:443/workflows/${'0'.repeat(30)}${String(name.length)}`,
      parameters: {},
      definition: {
        $schema:
          'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
        contentVersion: '1.0.0.0',
        outputs: {},
        ...definition,
      },
      ...more,
    },
  };
}

/** Admits tokens of both versions for `accepts` alone, and no signature. */
export function receiver(accepts = ORDERS): object {
  const policy = (issuer: string): object => ({
    type: 'AAD',
    claims: [
      { name: 'iss', value: issuer },
      { name: 'aud', value: accepts },
      { name: 'oid', value: SENDER },
    ],
  });
  const policies = {
    v1: policy(`https://sts.windows.net/${TENANT}/`),
    v2: policy(`https://login.microsoftonline.com/${TENANT}/v2.0`),
  };
  const triggers = { openAuthenticationPolicies: { policies }, sasAuthenticationPolicy: { state: 'Disabled' } };
  return workflow(
    'take-orders',
    { accessControl: { triggers } },
    { triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } }, actions: {} },
  );
}

/** Calls `take-orders` with a token for `audience`. */
export function sender(audience = ORDERS): object {
  const inputs = {
    method: 'POST',
    uri: `https://prod-12.westeurope.logic.azure.com:443/workflows/${'0'.repeat(30)}11/triggers/manual/paths/invoke?api-version=2016-10-01`,
    authentication: { type: 'ManagedServiceIdentity', audience },
  };
  const made = workflow(
    'send-orders',
    {},
    {
      triggers: { daily: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } } },
      actions: { Send: { type: 'Http', inputs, runAfter: {} } },
    },
  );
  return {
    ...made,
    identity: { type: 'SystemAssigned', principalId: SENDER, tenantId: TENANT },
  };
}

export const GOOD = { 'send.json': sender(), 'take.json': receiver() };
/** Another application: `audience-mismatch` in send.json, an error. */
export const BAD = { 'send.json': sender(OTHER), 'take.json': receiver() };

/** The audience comes from a parameter of the workflow. */
export function senderWithParameter(): object {
  const text = JSON.stringify(sender("@parameters('audience')"))
    .replace('"parameters":{}', `"parameters":{"audience":{"value":"${ORDERS}"}}`)
    .replace('"outputs":{}', '"outputs":{},"parameters":{"audience":{"type":"String"}}');
  return JSON.parse(text) as object;
}
