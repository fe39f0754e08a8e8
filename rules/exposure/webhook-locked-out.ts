import { isType } from '../../src/extract/operations.ts';
import { parseRange, sizeOf } from '../../src/link/address.ts';
import type { Operation, Reach } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { asText, path } from '../../src/value.ts';

/** Managed connectors that call back from addresses of their own region (facts/security.md §1.3); names as they stand in `$connections`. */
const CALL_BACK =
  /^(?:adobecreativecloud|adobesign|calendly|docusign|livechat|commondataservice|microsoftforms|dynamicssmbsaas|dynamicsax|office365|outlook|azuresentinel|parserr|sap|shifts|teamwork|typeform)(?:[-_.]?\d{1,3})?$/;
/** The smallest block of a region's connector addresses is a /28; a whole region has more. */
const FEWEST = 16n;

/** Nobody comes in, or fewer addresses than any region's connectors have. */
function tooFew(reach: Reach): 'empty' | 'few' | null {
  if (reach.kind === 'nested-only') return 'empty';
  if (reach.kind !== 'ranges' || !reach.complete) return null;
  const ranges = reach.ranges.map((range) => parseRange(asText(range) ?? ''));
  const known = ranges.filter((range) => range !== undefined);
  if (known.length < ranges.length) return null;
  return known.reduce((sum, range) => sum + sizeOf(range), 0n) < FEWEST ? 'few' : null;
}

function connectionOf(trigger: Operation): string | undefined {
  const name = asText(path(trigger.inputs, 'host', 'connection', 'name')) ?? '';
  return /\$connections'\s?\)\??\[\s?'([^']{1,100})'/.exec(name)?.[1]?.toLowerCase();
}

export const webhookLockedOut = defineRule({
  meta: {
    id: 'webhook-locked-out',
    category: 'exposure',
    severity: 'warning',
    title: 'The address list of the triggers keeps out the connector that is to call the trigger',
    why: 'A webhook trigger of a connector is called from the addresses of the connectors. The list applies to them as well: the subscription stands, and the trigger never fires.',
    remedy:
      'Add the connector addresses of the region (service tag AzureConnectors) to accessControl.triggers.allowedCallerIpAddresses.',
    sources: ['facts/security.md §1.3', 'facts/security.md §9 #12'],
    cwe: [183],
    securitySeverity: 2.0,
  },
  judges: 'workflow',
  messages: {
    empty: ({ trigger, workflow }: { trigger: string; workflow: string }) =>
      `Only other Logic Apps may call the triggers of '${workflow}', but '${trigger}' is called by its connector: it never fires.`,
    few: ({ trigger, workflow }: { trigger: string; workflow: string }) =>
      `The address list of '${workflow}' holds fewer addresses than the connectors of any region have, so the calls of the connector to '${trigger}' are refused.`,
  },
  check({ access, operations, name }, say) {
    const found = access === null ? null : tooFew(access.reach);
    if (access === null || found === null) return;
    const at = 'at' in access.reach ? access.reach.at : access.at;
    for (const trigger of operations.filter((one) => one.role === 'trigger' && isType(one, 'apiconnectionwebhook'))) {
      if (found === 'few' && !CALL_BACK.test(connectionOf(trigger) ?? '')) continue;
      const related = [{ at: trigger.at, message: 'the trigger that the connector calls' }];
      say(found, at, { trigger: trigger.name, workflow: name }, { operation: trigger.name, related });
    }
  },
});
